namespace Waypost.Dns.Tests.Differential;

/// <summary>A zone as master file text, with the names that questions about it start from.</summary>
internal sealed record GeneratedZone(string Origin, string Text, IReadOnlyList<string> Owners)
{
    public string FileName { get; } = (Origin == "." ? "root" : Origin.TrimEnd('.').Replace('/', '_')) + ".zone";
}
