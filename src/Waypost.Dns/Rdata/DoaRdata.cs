using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A digital object (draft-durand-doa-over-dns).</summary>
internal sealed class DoaRdata() : RdataType(259, "DOA",
    new IntegerField("enterprise", 4),
    new IntegerField("type", 4),
    new IntegerField("location", 1),
    new StringField("media type"),
    new Base64Field("data", dash: true));
