using System.Globalization;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Transfers;

/// <summary>Response codes as people know them (RFC 6895 section 2.3).</summary>
public static class ResponseCodeText
{
    /// <summary>The mnemonic: <c>REFUSED</c>.</summary>
    public static string Of(ResponseCode code) => (int)code switch
    {
        0 => "NOERROR",
        1 => "FORMERR",
        2 => "SERVFAIL",
        3 => "NXDOMAIN",
        4 => "NOTIMP",
        5 => "REFUSED",
        6 => "YXDOMAIN",
        7 => "YXRRSET",
        8 => "NXRRSET",
        9 => "NOTAUTH",
        10 => "NOTZONE",
        var other => "RCODE" + other.ToString(CultureInfo.InvariantCulture),
    };
}
