using Google.Protobuf;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Protocol.Messages;

namespace Waypost.Terraform.Functions;

/// <summary>A parameter of a provider function.</summary>
internal sealed record FunctionParameterSchema(string Name, CtyType Type, string Description);

/// <summary>What a call gave: a value, or why not and because of which argument.</summary>
internal sealed record FunctionResult(CtyValue Value, string? Error = null, int? Argument = null);

/// <summary>A pure function, <c>provider::waypost::name(...)</c> in a configuration.</summary>
internal abstract class ProviderFunction
{
    public abstract string Name { get; }

    public abstract string Summary { get; }

    public abstract string Description { get; }

    public abstract IReadOnlyList<FunctionParameterSchema> Parameters { get; }

    public abstract CtyType ReturnType { get; }

    /// <summary>Arguments are known and not null: Terraform sees to that.</summary>
    public abstract FunctionResult Call(IReadOnlyList<CtyValue> arguments);

    public FunctionDefinition ToMessage()
    {
        var message = new FunctionDefinition
        {
            Summary = Summary,
            Description = Description,
            DescriptionKind = TextKind.TextMarkdown,
            Return = new FunctionReturn { Type = ByteString.CopyFrom(ReturnType.ToJson()) },
        };
        message.Parameters.AddRange(Parameters.Select(p => new FunctionParameter
        {
            Name = p.Name,
            Type = ByteString.CopyFrom(p.Type.ToJson()),
            Description = p.Description,
            DescriptionKind = TextKind.TextMarkdown,
        }));
        return message;
    }
}
