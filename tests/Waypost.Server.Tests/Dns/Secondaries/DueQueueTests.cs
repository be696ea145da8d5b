using Waypost.Server.Dns.Secondaries;

namespace Waypost.Server.Tests.Dns.Secondaries;

public sealed class DueQueueTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void KeysComeInTheOrderOfTheirTimesAndNotBefore()
    {
        DueQueue<string> queue = new();
        queue.Set("late", Start.AddSeconds(2));
        queue.Set("early", Start.AddSeconds(1));
        Assert.Equal(Start.AddSeconds(1), queue.NextDue);
        Assert.False(queue.TryTake(Start, out _));
        Assert.True(queue.TryTake(Start.AddSeconds(5), out string? first));
        Assert.True(queue.TryTake(Start.AddSeconds(5), out string? second));
        Assert.Equal(("early", "late"), (first, second));
        Assert.Null(queue.NextDue);
    }

    [Fact]
    public void AKeyIsThereOnceHoweverOftenItIsMoved()
    {
        DueQueue<int> queue = new();
        for (int i = 0; i < 10_000; i++)
        {
            queue.Set(i % 10, Start.AddSeconds(10_000 - i));
        }

        Assert.Equal(10, queue.Count);
        int taken = 0;
        while (queue.TryTake(Start.AddDays(1), out _))
        {
            taken++;
        }

        Assert.Equal(10, taken);
    }

    [Fact]
    public void ARemovedKeyDoesNotCome()
    {
        DueQueue<string> queue = new();
        queue.Set("gone", Start);
        queue.Remove("gone");
        Assert.Null(queue.NextDue);
        Assert.False(queue.TryTake(Start, out _));
    }
}
