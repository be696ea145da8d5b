using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.Rdata;

/// <summary>A naming authority pointer (RFC 3403 section 4).</summary>
internal sealed class NaptrRdata() : RdataType(35, "NAPTR",
    new IntegerField("order", 2),
    new IntegerField("preference", 2),
    new StringField("flags"),
    new StringField("services"),
    new SubstitutionField(),
    new NameField("replacement"));
