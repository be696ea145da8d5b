using Waypost.Dns.Catalogs;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Catalogs;

public sealed class CatalogTests
{
    private const string Origin = "catalog.example.";

    private static readonly CatalogMember Member = new("m1", "a.example.", ["g 1", "say \"hi\""], "other.example.");

    [Fact]
    [Trait("RFC", "9432-4")]
    public void WhatIsWrittenReadsBack()
    {
        Catalog catalog = CatalogReader.Read(Origin, CatalogWriter.Write(Origin, [Member, new("m2", "b.example.", [], null)]));
        Assert.Null(catalog.Problem);
        Assert.Equal(["a.example.", "b.example."], catalog.Members.Select(member => member.Origin));
        CatalogMember first = catalog.Members[0];
        Assert.Equal((Member.Label, Member.ChangeOfOwnership), (first.Label, first.ChangeOfOwnership));
        Assert.Equal(Member.Groups, first.Groups);
    }

    [Fact]
    public void PropertiesAreFoundWithoutCaseAndUnknownOnesAreLeftAlone()
    {
        Catalog catalog = CatalogReader.Read(Origin,
        [
            new("VERSION.Catalog.Example.", "TXT", 0, ["\"2\""]),
            new("X1.Zones.Catalog.Example.", "PTR", 0, ["A.Example."]),
            new("ext.x1.zones.catalog.example.", "TXT", 0, ["\"whatever\""]),
            new("group.x9.zones.catalog.example.", "TXT", 0, ["\"without a member\""]),
        ]);
        Assert.Null(catalog.Problem);
        Assert.Equal(("x1", "a.example."), (Assert.Single(catalog.Members).Label, catalog.Members[0].Origin));
    }

    [Fact]
    [Trait("RFC", "9432-5.1")]
    public void ABrokenCatalogHasNoMembersAndAReason()
    {
        ZoneRrset[] good = [.. CatalogWriter.Write(Origin, [Member])];
        Assert.Contains("no version", Problem(good[1..]), StringComparison.Ordinal);
        Assert.Contains("version is 1", Problem([good[0] with { Rdata = ["\"1\""] }, .. good[1..]]), StringComparison.Ordinal);
        Assert.Contains("not one string", Problem([good[0] with { Rdata = ["\"2\"", "\"3\""] }, .. good[1..]]), StringComparison.Ordinal);
        Assert.Contains("not one", Problem([good[0], good[1] with { Rdata = ["a.example.", "b.example."] }]), StringComparison.Ordinal);
        Assert.Contains("member twice", Problem([.. good, good[1] with { Owner = "m3.zones.catalog.example." }]), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("RFC", "9432-5")]
    public void TheDifferenceIsWhatMustBeDone()
    {
        Catalog catalog = new([Listed("new"), Listed("same"), Listed("reset", label: "l2"), Listed("regrouped", "g"), Listed("foreign"), Listed("taken"), Listed("manual")], null);
        CatalogDifference difference = CatalogDifference.Of(Origin, catalog,
        [
            There("same"), There("reset"), There("regrouped"), There("gone"),
            There("foreign", "other.example."),
            There("taken", "other.example.", coo: Origin),
            There("manual", catalog: null),
        ]);
        Assert.Equal(["new."], difference.Added.Select(member => member.Origin));
        Assert.Equal(["gone."], difference.Removed);
        Assert.Equal(["reset."], difference.Reset.Select(member => member.Origin));
        Assert.Equal(["regrouped.", "taken."], difference.Changed.Select(member => member.Origin));
        Assert.Equal(["foreign.", "manual."], difference.Clashes.Select(member => member.Origin));
    }

    [Fact]
    public void ABrokenCatalogKeepsItsMembers()
    {
        CatalogDifference difference = CatalogDifference.Of(Origin, new Catalog([], "broken"), [There("same")]);
        Assert.Empty(difference.Removed);
    }

    private static string Problem(ZoneRrset[] rrsets)
    {
        Catalog catalog = CatalogReader.Read(Origin, rrsets);
        Assert.Empty(catalog.Members);
        return catalog.Problem!;
    }

    private static CatalogMember Listed(string name, string? group = null, string label = "l1") => new(label, name + ".", group is null ? [] : [group], null);

    private static ConsumedZone There(string name, string? catalog = Origin, string? coo = null) => new(name + ".", catalog, "l1", [], coo);
}
