using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata;

/// <summary>One field of a record type: how it reads and writes text and wire. Stateless, shared by all records.</summary>
/// <param name="name">The RFC's name for the field, used in messages.</param>
public abstract class RdataField(string name)
{
    /// <summary>The RFC's name for the field.</summary>
    public string Name { get; } = name;

    /// <summary>Size in bytes on the wire when it is always the same, otherwise null.</summary>
    public virtual int? FixedSize => null;

    /// <summary>Reads presentation form and appends wire form; on failure the tokens hold the error.</summary>
    public abstract bool TryParse(ref RdataTokens tokens, RdataBuffer wire);

    /// <summary>Reads wire form and appends canonical presentation form; false when the wire form is malformed.</summary>
    public abstract bool TryFormat(ref WireReader reader, StringBuilder text);
}
