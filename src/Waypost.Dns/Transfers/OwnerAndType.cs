namespace Waypost.Dns.Transfers;

/// <summary>Compares RRset keys: owners without ASCII case (RFC 4343). Canonical text writes other octets as escapes.</summary>
internal sealed class OwnerAndType : IEqualityComparer<(string Owner, string Type)>
{
    public static OwnerAndType Comparer { get; } = new();

    public bool Equals((string Owner, string Type) x, (string Owner, string Type) y) =>
        string.Equals(x.Type, y.Type, StringComparison.Ordinal) && string.Equals(x.Owner, y.Owner, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode((string Owner, string Type) obj) =>
        HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Owner), obj.Type.GetHashCode(StringComparison.Ordinal));
}
