using System.Globalization;

namespace Waypost.Fuzz.Tests;

/// <summary>
/// A short run of each target, always with the same seed, so that it is a test like any other. scripts/fuzz runs longer and
/// with other seeds: WAYPOST_FUZZ_SECONDS a target, WAYPOST_FUZZ_SEED.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int DefaultSeed = 20261124;
    private const double DefaultSeconds = 1.5;

    public static TheoryData<string> Targets() => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void WhateverComesIsReadWithoutHarm(string name)
    {
        FuzzTarget target = FuzzTargets.All.Single(one => one.Name == name);
        int seed = int.TryParse(Environment.GetEnvironmentVariable("WAYPOST_FUZZ_SEED"), CultureInfo.InvariantCulture, out int given) ? given : DefaultSeed;
        double seconds = double.TryParse(Environment.GetEnvironmentVariable("WAYPOST_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out double time) ? time : DefaultSeconds;
        string? failure = target.Fuzz(seed, TimeSpan.FromSeconds(seconds), out long runs);
        output.WriteLine($"{name}: {runs} inputs, seed {seed}");
        Assert.True(failure is null, failure);
        Assert.True(runs > 0);
    }

    [Fact]
    public void AFailureNamesItsSeedAndItsInput()
    {
        FuzzTarget broken = FuzzTarget.OfText("broken", ["x"], "y", _ => throw new InvalidOperationException("broken on purpose"));
        string? failure = broken.Fuzz(7, TimeSpan.FromSeconds(5), out _);
        Assert.Contains("target broken, seed 7, run 0", failure, StringComparison.Ordinal);
        Assert.Contains("input (hexadecimal) ", failure, StringComparison.Ordinal);
        Assert.Contains("broken on purpose", failure, StringComparison.Ordinal);
    }
}
