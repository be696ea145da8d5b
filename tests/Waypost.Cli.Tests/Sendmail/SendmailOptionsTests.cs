using Waypost.Cli.Sendmail;

namespace Waypost.Cli.Tests.Sendmail;

public sealed class SendmailOptionsTests
{
    private static SendmailOptions Parse(string line) =>
        SendmailOptions.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), out string problem) ?? throw new InvalidOperationException(problem);

    [Theory]
    [InlineData("-t -i", 'm', true, true, null)]
    [InlineData("-ti", 'm', true, true, null)]
    [InlineData("-oi -fweb@example.org -- x@y", 'm', false, true, "web@example.org")]
    [InlineData("-f web@example.org -oem -odb x", 'm', false, false, "web@example.org")]
    [InlineData("-FCronDaemon -i -B8BITMIME -oem root", 'm', false, true, null)]
    [InlineData("-bs", 's', false, false, null)]
    [InlineData("-O IgnoreDots=True x", 'm', false, true, null)]
    public void OptionsAreReadAsSendmailReadsThem(string line, char mode, bool fromHeader, bool ignoreDots, string? sender)
    {
        SendmailOptions options = Parse(line);
        Assert.Equal((mode, fromHeader, ignoreDots, sender), (options.Mode, options.FromHeader, options.IgnoreDots, options.Sender));
    }

    [Fact]
    public void QueueOptionsSelect()
    {
        SendmailOptions options = Parse("-bp -qRann@ -q!Sbob@ -Ac -oQ/var/other");
        Assert.Equal([new QueueSelector('R', "ann@", false), new QueueSelector('S', "bob@", true)], options.Selectors);
        Assert.Equal((true, true, "/var/other"), (options.RunQueue, options.SubmissionQueue, options.QueueDirectory));
        Assert.True(Parse("-q15m").RunQueue);
    }

    [Fact]
    public void RecipientsBeginWhereOptionsEnd() => Assert.Equal(["a@b", "-x"], Parse("-i a@b -x").Recipients);

    [Theory]
    [InlineData("-Z")]
    [InlineData("-f")]
    [InlineData("-bd")]
    [InlineData("-bt")]
    [InlineData("-Ax")]
    [InlineData("-N sometimes x")]
    [InlineData("-Rsome x")]
    public void WhatIsNoOptionIsRefused(string line) => Assert.Null(SendmailOptions.Parse(line.Split(' '), out _));
}
