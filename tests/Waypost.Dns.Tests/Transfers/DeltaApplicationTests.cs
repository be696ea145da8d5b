using Waypost.Dns.Transfers;
using Waypost.Dns.Zones;
using static Waypost.Testing.Dns.TransferMessages;

namespace Waypost.Dns.Tests.Transfers;

public sealed class DeltaApplicationTests
{
    private static readonly ZoneRrset[] Zone =
    [
        SoaFields(5).ToRrset(),
        new("example.", "MX", 60, ["10 Mail.example."]),
        new("www.example.", "A", 60, ["192.0.2.1", "192.0.2.2"]),
        new("txt.example.", "TXT", 60, ["\"a\""]),
    ];

    [Fact]
    public void EachSequenceIsAVersion()
    {
        VersionChanges[] versions = Apply(
            Delta(5, 6, [new("www.example.", "A", 60, "192.0.2.1")], [new("new.example.", "A", 30, "192.0.2.3")]),
            Delta(6, 7, [new("www.example.", "A", 60, "192.0.2.2")], []));
        Assert.Equal([6u, 7u], versions.Select(version => version.Serial));
        Assert.Equal(["192.0.2.2"], versions[0].Changes.Single(change => change.After is { Owner: "www.example." }).After!.Rdata);
        Assert.Equal(30u, versions[0].Changes.Single(change => change.After is { Owner: "new.example." }).After!.Ttl);
        Assert.Contains(versions[1].Changes, change => change is { Before.Owner: "www.example.", After: null });
        Assert.Equal(7u, SoaSerial.Read(versions[1].Changes.Single(change => change.After is { Type: "SOA" }).After!));
    }

    [Fact]
    public void AChangeOfTheTtlReplacesTheRecords()
    {
        VersionChanges version = Assert.Single(Apply(Delta(5, 6,
            [new("www.example.", "A", 60, "192.0.2.1"), new("www.example.", "A", 60, "192.0.2.2")],
            [new("www.example.", "A", 90, "192.0.2.2"), new("www.example.", "A", 90, "192.0.2.1")])));
        ZoneRrset after = version.Changes.Single(change => change.After is { Type: "A" }).After!;
        Assert.Equal(90u, after.Ttl);
        Assert.Equal(["192.0.2.1", "192.0.2.2"], after.Rdata);
    }

    [Fact]
    public void NamesInRdataAreFoundWithoutCaseAndTextsAreNot()
    {
        Assert.Single(Apply(Delta(5, 6, [new("example.", "MX", 60, "10 mail.EXAMPLE.")], [])));
        Assert.Contains("which is not there", Refuse(Delta(5, 6, [new("txt.example.", "TXT", 60, "\"A\"")], [])), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Contains("which is not the one here", Refuse(Delta(4, 6, [], [])), StringComparison.Ordinal);
        Assert.Contains("which is not there", Refuse(Delta(5, 6, [new("www.example.", "A", 60, "192.0.2.9")], [])), StringComparison.Ordinal);
        Assert.Contains("which is there already", Refuse(Delta(5, 6, [], [new("www.example.", "A", 60, "192.0.2.1")])), StringComparison.Ordinal);
    }

    private static TransferDelta Delta(uint from, uint to, TransferRecord[] removed, TransferRecord[] added) => new(SoaFields(from), removed, SoaFields(to), added);

    private static VersionChanges[] Apply(params TransferDelta[] deltas)
    {
        Assert.True(DeltaApplication.TryApply(Zone, deltas, out IReadOnlyList<VersionChanges>? versions, out string? error), error);
        return [.. versions];
    }

    private static string Refuse(params TransferDelta[] deltas)
    {
        Assert.False(DeltaApplication.TryApply(Zone, deltas, out _, out string? error));
        return error;
    }
}
