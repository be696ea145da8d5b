using Waypost.Dns.Serving;

namespace Waypost.Storage.Configuration;

/// <summary>The kind of a zone as its column and the API have it.</summary>
public static class ZoneKinds
{
    public static string Write(ZoneKind kind) => kind == ZoneKind.Secondary ? "secondary" : "primary";

    public static ZoneKind Read(string text) => text == "secondary" ? ZoneKind.Secondary : ZoneKind.Primary;
}
