using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>rrset-order.</summary>
internal static class RrsetOrderCheck
{
    public static void Check(ConfCheck check, ConfMap map)
    {
        foreach (var element in map["rrset-order"].Items().Cast<ConfTuple>())
        {
            if (element["class"] is ConfText @class && !NameCheck.TryClass(@class.Text, out _))
            {
                check.Error(@class, $"rrset-order: invalid class '{@class.Text}'");
            }
            if (element["type"] is ConfText type && !IsType(type.Text))
            {
                check.Error(type, $"rrset-order: invalid type '{type.Text}'");
            }
            if (element["name"] is ConfText name && !NameCheck.IsName(name.Text))
            {
                check.Error(name, $"rrset-order: invalid name '{name.Text}'");
            }
            if (!element["order"].Text().Is("order"))
            {
                check.Error(element, "rrset-order: keyword 'order' missing");
            }
            var ordering = element["ordering"];
            if (ordering.Text().Is("fixed"))
            {
                check.Warn(ordering, "rrset-order: order 'fixed' was disabled at compilation time");
            }
            else if (!ordering.Text().Is("random") && !ordering.Text().Is("cyclic") && !ordering.Text().Is("none"))
            {
                check.Error(ordering, $"rrset-order: invalid order '{ordering.Text()}'");
            }
        }
    }

    /// <summary>Whether a text is a type: a mnemonic that is known, TYPEnnn, or one that only queries have.</summary>
    public static bool IsType(string text) =>
        RdataRegistry.TryFind(text, out _) || text.ToUpperInvariant() is "ANY" or "AXFR" or "IXFR" or "MAILA" or "MAILB" or "TSIG" or "TKEY" or "UNSPEC" or "OPT" or "RESERVED0";
}
