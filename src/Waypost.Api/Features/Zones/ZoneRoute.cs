using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Waypost.Api.Http;
using Waypost.Dns.Serving;

namespace Waypost.Api.Features.Zones;

/// <summary>Which zone a path is about: the name in it, and the view in the query.</summary>
public sealed record ZoneRoute(
    [property: FromRoute(Name = "zone")] ZoneName Zone,
    [property: FromQuery(Name = "view"), Description("The view that the zone is in; without it the default one, _default.")] string? View,
    ViewTable Views)
{
    public string Name => Zone.Name;

    public string? Origin => Zone.Origin;

    /// <summary>The zone's key, or null when the name is no domain name or there is no such view; there is no such zone then.</summary>
    public ZoneKey? Key => Zone.Origin is { } origin && Views.Find(View ?? ZoneKey.DefaultView) is { } view ? new(view.Name, origin) : null;

    /// <summary>What follows the path of a resource of this zone.</summary>
    public string Query => View is null ? "" : "?view=" + Uri.EscapeDataString(View);

    public IResult NotFound() => View is not null && Views.Find(View) is null ? Problems.NotFound("view", View) : Problems.NotFound("zone", Name);

    public IResult ReadOnly() => Problems.Conflict($"The zone \"{Name}\" is a secondary: its records are for its primaries to change.");
}
