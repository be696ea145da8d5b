using Waypost.Terraform.Cty;

namespace Waypost.Terraform.Functions;

/// <summary>A function of one text.</summary>
internal abstract class TextFunction(string name, string summary, string description, string parameter, string parameterDescription) : ProviderFunction
{
    public override string Name => name;

    public override string Summary => summary;

    public override string Description => description;

    public override IReadOnlyList<FunctionParameterSchema> Parameters { get; } = [new(parameter, CtyType.Text, parameterDescription)];

    public override CtyType ReturnType => CtyType.Text;

    public override FunctionResult Call(IReadOnlyList<CtyValue> arguments) => Call(arguments[0].Text ?? "");

    protected static FunctionResult Text(string text) => new(CtyValue.Of(text));

    protected static FunctionResult Failure(string error) => new(CtyValue.Null, error, 0);

    protected abstract FunctionResult Call(string text);
}
