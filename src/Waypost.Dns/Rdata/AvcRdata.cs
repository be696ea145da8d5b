using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>Application visibility and control: text as in TXT.</summary>
internal sealed class AvcRdata() : RdataType(258, "AVC",
    new StringsField("text"));
