using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Server.Tests.Dns.Transfers;

namespace Waypost.Server.Tests.Dns.Updates;

public sealed class UpdateTests
{
    private static readonly ZoneSettings ByKey = new() { AllowUpdate = ["key test-key"] };

    [Theory]
    [InlineData("")]
    [InlineData("-v")]
    public async Task WhatNsupdateAddsIsServedWhenItIsTold(string transport)
    {
        await using var server = await PrimaryServer.StartAsync(ByKey);

        var run = await server.UpdateAsync("update add new.example.com. 60 A 192.0.2.9\nupdate delete www.example.com. TXT", [.. server.Signed(), .. transport.Length > 0 ? [transport] : Array.Empty<string>()]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("status: NOERROR", run.Output, StringComparison.Ordinal);
        Assert.Contains("NOERROR", run.Output, StringComparison.Ordinal);
        Assert.Equal("192.0.2.9\n", await server.DigAsync("new.example.com", "+short"));
        Assert.Equal(101u, server.Served.Serial);
        Assert.Contains(server.Logs.Lines, line => line.Contains("(key test-key.)", StringComparison.Ordinal) && line.Contains("serial 101", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("prereq nxdomain www.example.com.", "YXDOMAIN")]
    [InlineData("prereq yxdomain nope.example.com.", "NXDOMAIN")]
    [InlineData("prereq yxrrset www.example.com. MX", "NXRRSET")]
    [InlineData("prereq nxrrset www.example.com. A", "YXRRSET")]
    [InlineData("prereq yxrrset www.example.com. A 192.0.2.80", "NXRRSET")]
    public async Task APrerequisiteThatIsNotMetIsTold(string prerequisite, string code)
    {
        await using var server = await PrimaryServer.StartAsync(ByKey);

        var run = await server.UpdateAsync(prerequisite + "\nupdate add new.example.com. 60 A 192.0.2.9", server.Signed());

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("update failed: " + code, run.Error, StringComparison.Ordinal);
        Assert.Equal(100u, server.Served.Serial);
    }

    [Fact]
    public async Task EachRefusalHasItsOwnLogLine()
    {
        await using var server = await PrimaryServer.StartAsync(ByKey);
        Assert.True(TsigKey.TryGenerate("other-key", "hmac-sha256", out var other, out _));
        Assert.True(TsigKey.TryGenerate("test-key", "hmac-sha256", out var wrong, out _));

        Assert.Contains("REFUSED", (await server.UpdateAsync("update add new.example.com. 60 A 192.0.2.9")).Error, StringComparison.Ordinal);
        Assert.Contains("BADKEY", (await server.UpdateAsync("update add new.example.com. 60 A 192.0.2.9", server.Signed(other))).Output, StringComparison.Ordinal);
        Assert.Contains("BADSIG", (await server.UpdateAsync("update add new.example.com. 60 A 192.0.2.9", server.Signed(wrong))).Output, StringComparison.Ordinal);

        Assert.Contains(server.Logs.Lines, line => line.Contains("(REFUSED) by allow-update", StringComparison.Ordinal));
        Assert.Contains(server.Logs.Lines, line => line.Contains("(BADKEY): no key other-key.", StringComparison.Ordinal));
        Assert.Contains(server.Logs.Lines, line => line.Contains("(BADSIG)", StringComparison.Ordinal));
        Assert.Equal(100u, server.Served.Serial);
    }

    [Theory]
    [InlineData("hmac-md5")]
    [InlineData("hmac-sha1")]
    public async Task OldAlgorithmsNeedTheSettingThatSaysWhy(string algorithm)
    {
        Assert.True(TsigKey.TryGenerate("test-key", algorithm, out var key, out _));
        await using var strict = await PrimaryServer.StartAsync(ByKey);
        await using var lenient = await PrimaryServer.StartAsync(ByKey, null, options => options.AcceptLegacyTsig = true);
        strict.Keyring.Publish([key]);
        lenient.Keyring.Publish([key]);

        await strict.UpdateAsync("update add new.example.com. 60 A 192.0.2.9", strict.Signed(key));
        var run = await lenient.UpdateAsync("update add new.example.com. 60 A 192.0.2.9", lenient.Signed(key));

        Assert.Contains(strict.Logs.Lines, line => line.Contains("Dns:AcceptLegacyTsig does not allow", StringComparison.Ordinal));
        Assert.Equal(100u, strict.Served.Serial);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(101u, lenient.Served.Serial);
    }

    [Fact]
    public async Task AnUpdatePolicyJudgesRecordByRecord()
    {
        await using var server = await PrimaryServer.StartAsync(new ZoneSettings { UpdatePolicy = ["grant test-key. subdomain dyn.example.com. A TXT"] });

        Assert.Equal(0, (await server.UpdateAsync("update add x.dyn.example.com. 60 A 192.0.2.9", server.Signed())).ExitCode);
        Assert.Contains("REFUSED", (await server.UpdateAsync("update add x.dyn.example.com. 60 MX 5 a.", server.Signed())).Error, StringComparison.Ordinal);
        Assert.Contains("REFUSED", (await server.UpdateAsync("update add x.example.com. 60 A 192.0.2.9", server.Signed())).Error, StringComparison.Ordinal);
        Assert.Contains("REFUSED", (await server.UpdateAsync("update add x.dyn.example.com. 60 A 192.0.2.9")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AThousandRecordsInOneMessageAreOneVersion()
    {
        await using var server = await PrimaryServer.StartAsync(ByKey);

        var run = await server.UpdateAsync(string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"update add h{i}.example.com. 60 A 10.0.{i >> 8}.{i & 255}")), ["-v", .. server.Signed()]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(101u, server.Served.Serial);
        Assert.Equal(1008, TransferTests.Texts(server.Served).Count);
    }

    [Fact]
    public async Task AQueryThatIsSignedIsAnsweredSigned()
    {
        await using var server = await PrimaryServer.StartAsync(new ZoneSettings());

        var output = await server.DigAsync(["www.example.com", "A", .. server.Signed()]);

        Assert.Contains("status: NOERROR", output, StringComparison.Ordinal);
        Assert.Contains("TSIG PSEUDOSECTION", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Couldn't verify", output, StringComparison.Ordinal);
        Assert.Contains("192.0.2.81", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AZoneThatIsNotServedIsNotAuth()
    {
        await using var server = await PrimaryServer.StartAsync(ByKey);

        var run = await server.UpdateAsync("zone example.org\nupdate add new.example.org. 60 A 192.0.2.9", server.Signed());

        Assert.Contains("NOTAUTH", run.Error + run.Output, StringComparison.Ordinal);
        Assert.Contains(server.Logs.Lines, line => line.Contains("(NOTAUTH): no such zone", StringComparison.Ordinal));
    }
}
