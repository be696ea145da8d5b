using Google.Protobuf.Collections;
using Waypost.Terraform.Protocol.Messages;

namespace Waypost.Terraform.Schemas;

/// <summary>A step into a map.</summary>
internal sealed record MapKey(string Key);

/// <summary>Collects errors and warnings, each at an attribute where it can be.</summary>
internal sealed class DiagnosticList
{
    private readonly List<Diagnostic> items = [];

    public bool HasErrors => items.Exists(item => item.Severity == Severity.Error);

    public IReadOnlyList<Diagnostic> Items => items;

    /// <param name="summary">A few words.</param>
    /// <param name="detail">A sentence that says what to do.</param>
    /// <param name="path">Attribute names (<see cref="string"/>) and list positions (<see cref="int"/>); empty for the whole resource.</param>
    public void Error(string summary, string detail, params IReadOnlyList<object> path) => Add(Severity.Error, summary, detail, path);

    /// <inheritdoc cref="Error"/>
    public void Warning(string summary, string detail, params IReadOnlyList<object> path) => Add(Severity.Warning, summary, detail, path);

    public void CopyTo(RepeatedField<Diagnostic> target) => target.AddRange(items);

    /// <summary>A path as the protocol has it.</summary>
    public static AttributePath PathOf(params IReadOnlyList<object> path)
    {
        var message = new AttributePath();
        message.Steps.AddRange(path.Select(step => step switch
        {
            int position => new PathStep { ElementKeyInt = position },
            string name => new PathStep { AttributeName = name },
            MapKey key => new PathStep { ElementKeyString = key.Key },
            _ => throw new ArgumentException("A step is a name or a position.", nameof(path)),
        }));
        return message;
    }

    private void Add(Severity severity, string summary, string detail, IReadOnlyList<object> path) =>
        items.Add(new Diagnostic { Severity = severity, Summary = summary, Detail = detail, Attribute = path.Count == 0 ? null : PathOf(path) });
}
