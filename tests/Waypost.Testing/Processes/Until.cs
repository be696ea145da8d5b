using System.Diagnostics;

namespace Waypost.Testing.Processes;

/// <summary>Waits for what another process does in its own time, and no longer.</summary>
public static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks until <paramref name="accept"/> is content with the answer; the last answer is in the error otherwise.</summary>
    public static async Task<T> AnswerAsync<T>(Func<Task<T>> ask, Func<T, bool> accept, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            T answer = await ask();
            if (accept(answer))
            {
                return answer;
            }

            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Not so in {Patience.TotalSeconds} s; the last answer was: {answer}");
            }

            await Task.Delay(50, cancellationToken);
        }
    }
}
