using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>An X.121 address (RFC 1183 section 3.1).</summary>
internal sealed class X25Rdata() : RdataType(19, "X25",
    new StringField("psdn-address", static text => text.Length >= 4 && text.All(char.IsAsciiDigit), "at least four digits"));
