namespace Waypost.Dns.Tests.Rdata;

public sealed class SmimeaRdataTests() : RdataTypeContract("SMIMEA")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("3 0 1 D2ABDE", "030001d2abde")];

    protected override (string, string)[] Refused => [("3 0 1", "data is missing")];
}

public sealed class OpenpgpkeyRdataTests() : RdataTypeContract("OPENPGPKEY")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("mQCNAzIG", "99008d033206")];

    protected override (string, string)[] Spellings => [("mQCN AzIG", "mQCNAzIG")];

    protected override (string, string)[] Refused => [("", "missing"), ("m!", "base64"), ("mQC", "base64")];
}

public sealed class DhcidRdataTests() : RdataTypeContract("DHCID")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA=", "000201636fc0b8271c82825bb1ac5c41cf5351aa69b4febd94e8f17cdb95000da48c40")];

    protected override (string, string)[] Refused => [("=", "base64")];
}

public sealed class DnskeyRdataTests() : RdataTypeContract("DNSKEY")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("256 3 5 AQPSKmynfzW4kyBv015MUG2DeIQ3Cbl+BBZH4b/0PY1kxkmvHjcZc8nokfzj31GajIQKY+5CptLr3buXA10hWqTkF7H6RfoRqXQeogmMHfpftf6zMv1LyBUgia7za6ZEzOJBOztyvhjL742iU/TpPSEDhm2SNKLijfUppn1UaNvv4w==", "0100 03 050103d22a6ca77f35b893206fd35e4c506d8378843709b97e041647e1bff43d8d64c649af1e371973c9e891fce3df519a8c840a63ee42a6d2ebddbb97035d215aa4e417b1fa45fa11a9741ea2098c1dfa5fb5feb332fd4bc8152089aef36ba644cce2413b3b72be18cbef8da253f4e93d2103866d9234a2e28df529a67d5468dbefe3")];

    protected override (string, string)[] Spellings => [("256 3 RSASHA1 ( AQPSKmynfzW4kyBv015MUG2DeIQ3Cbl+BBZH4b/0\n PY1kxkmvHjcZc8nokfzj31GajIQKY+5CptLr3buXA10hWqTkF7H6RfoRqXQeogmMHfpftf6zMv1LyBUgia7za6ZEzOJBOztyvhjL742iU/TpPSEDhm2SNKLijfUppn1UaNvv4w== )", "256 3 5 AQPSKmynfzW4kyBv015MUG2DeIQ3Cbl+BBZH4b/0PY1kxkmvHjcZc8nokfzj31GajIQKY+5CptLr3buXA10hWqTkF7H6RfoRqXQeogmMHfpftf6zMv1LyBUgia7za6ZEzOJBOztyvhjL742iU/TpPSEDhm2SNKLijfUppn1UaNvv4w==")];

    protected override (string, string)[] Refused => [("256 3 5", "public key is missing"), ("256 3 FOO AA==", "mnemonic"), ("256 3 5 *", "base64")];
}

public sealed class CdnskeyRdataTests() : RdataTypeContract("CDNSKEY")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("0 3 0 AA==", "0000 03 00 00"), ("256 3 5 AQPSKmynfzW4kyBv015MUG2DeIQ3Cbl+BBZH4b/0PY1kxkmvHjcZc8nokfzj31GajIQKY+5CptLr3buXA10hWqTkF7H6RfoRqXQeogmMHfpftf6zMv1LyBUgia7za6ZEzOJBOztyvhjL742iU/TpPSEDhm2SNKLijfUppn1UaNvv4w==", "0100 03 050103d22a6ca77f35b893206fd35e4c506d8378843709b97e041647e1bff43d8d64c649af1e371973c9e891fce3df519a8c840a63ee42a6d2ebddbb97035d215aa4e417b1fa45fa11a9741ea2098c1dfa5fb5feb332fd4bc8152089aef36ba644cce2413b3b72be18cbef8da253f4e93d2103866d9234a2e28df529a67d5468dbefe3")];

    protected override (string, string)[] Refused => [("256 3", "algorithm is missing")];
}

public sealed class CdsRdataTests() : RdataTypeContract("CDS")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("0 0 0 00", "0000 00 00 00"), ("60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118", "ec45 05 01 2bb183af5f22588179a53b0a98631fad1a292118")];

    protected override (string, string)[] Refused => [("0 0 0", "digest is missing")];
}

public sealed class ZonemdRdataTests() : RdataTypeContract("ZONEMD")
{
    protected override bool OpenEnded => true;

    protected override (string, string)[] Canonical => [("2018031900 1 1 C68090D90A7AED716BC459F9340E3D7C1370D4D24B7E2FC3A1DDC0B9A87153B9A9713B3C9AE5CC27777F98B8E730044C", "7848b91c 01 01 c68090d90a7aed716bc459f9340e3d7c1370d4d24b7e2fc3a1ddc0b9a87153b9a9713b3c9ae5cc27777f98b8e730044c")];

    protected override (string, string)[] Refused => [("1 1 1 aabb", "at least 12"), ("1 1 1", "digest is missing")];
}
