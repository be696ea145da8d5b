using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Waypost.Fuzz.Tests;

/// <summary>Something that reads what strangers send. It must end, throw nothing, and keep what its check says.</summary>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, IReadOnlyList<byte[]> Dictionary, Action<byte[]> Run)
{
    // Longer than any input of this size may take, however busy the machine is.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static FuzzTarget OfText(string name, IReadOnlyList<string> seeds, string dictionary, Action<byte[]> run) =>
        new(name, [.. seeds.Select(Encoding.UTF8.GetBytes)], [.. dictionary.Split('|').Select(Encoding.UTF8.GetBytes)], run);

    /// <summary>Runs with inputs made from the seed until the time is over; null, or what failed with which input.</summary>
    public string? Fuzz(int seed, TimeSpan time, out long runs)
    {
        Mutator mutator = new(Seeds, Dictionary, new Random(seed));
        Stopwatch watch = Stopwatch.StartNew();
        for (runs = 0; watch.Elapsed < time; runs++)
        {
            byte[] input = mutator.Next();
            TimeSpan start = watch.Elapsed;
            try
            {
                Run(input);
            }
            catch (Exception failure)
            {
                return Describe(seed, runs, input, failure.ToString());
            }

            if (watch.Elapsed - start > Patience)
            {
                return Describe(seed, runs, input, "took too long");
            }
        }

        return null;
    }

    private string Describe(int seed, long runs, byte[] input, string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"target {Name}, seed {seed}, run {runs}\ninput (hexadecimal) {Convert.ToHexStringLower(input)}\ninput (text) {Encoding.Latin1.GetString(input)}\n{what}");
}
