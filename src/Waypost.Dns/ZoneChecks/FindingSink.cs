using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.ZoneFiles;

namespace Waypost.Dns.ZoneChecks;

/// <summary>Collects findings; past the limit it only counts the errors.</summary>
internal sealed class FindingSink(Action<ZoneFinding> report)
{
    public int Errors { get; private set; }

    public void Error(ReadOnlySpan<byte> owner, ushort type, string text) => Report(CheckMode.Fail, owner, type, text);

    public void Warning(ReadOnlySpan<byte> owner, ushort type, string text) => Report(CheckMode.Warn, owner, type, text);

    public void Report(CheckMode mode, ReadOnlySpan<byte> owner, ushort type, string text)
    {
        if (mode == CheckMode.Ignore)
        {
            return;
        }
        Errors += mode == CheckMode.Fail ? 1 : 0;
        report(new ZoneFinding(mode == CheckMode.Fail, DnsName.FromWire(owner)!.ToString(), RdataRegistry.Find(type).Mnemonic, text));
    }

    /// <summary>A name without its final dot, as BIND's messages write it.</summary>
    public static string Plain(ReadOnlySpan<byte> wire) => wire[0] == 0 ? "." : DnsName.FromWire(wire)!.ToString()[..^1];
}
