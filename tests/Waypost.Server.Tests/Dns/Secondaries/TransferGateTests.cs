using System.Net;
using Waypost.Server.Dns.Secondaries;

namespace Waypost.Server.Tests.Dns.Secondaries;

public sealed class TransferGateTests
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Two = IPAddress.Parse("192.0.2.2");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoMoreGoThanAreAllowed()
    {
        TransferGate gate = new(total: 3, perPrimary: 2);
        await gate.EnterAsync(One, Cancellation);
        await gate.EnterAsync(One, Cancellation);
        Task third = gate.EnterAsync(One, Cancellation);
        Assert.False(third.IsCompleted);
        await gate.EnterAsync(Two, Cancellation);
        Task fourth = gate.EnterAsync(Two, Cancellation);
        Assert.False(fourth.IsCompleted);
        gate.Leave(Two);
        await fourth;
        Assert.False(third.IsCompleted);
        gate.Leave(One);
        await third;
    }

    [Fact]
    public async Task WhoGivesUpWaitingTakesNoTurn()
    {
        TransferGate gate = new(total: 1, perPrimary: 1);
        await gate.EnterAsync(One, Cancellation);
        using CancellationTokenSource impatient = new();
        Task waiting = gate.EnterAsync(Two, impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.Leave(One);
        await gate.EnterAsync(Two, Cancellation);
    }
}
