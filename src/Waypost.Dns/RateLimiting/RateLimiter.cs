using System.Buffers.Binary;
using Waypost.Dns.Cookies;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;

namespace Waypost.Dns.RateLimiting;

/// <summary>
/// Keeps the server from being the amplifier of an attack with forged addresses, as BIND's <c>rate-limit</c> does: equal responses to
/// one network are counted, and those above the rate dropped or truncated. Allocates nothing after it was made.
/// </summary>
public sealed class RateLimiter
{
    private static readonly UInt128 Ipv4Bits = uint.MaxValue;

    private readonly RateLimitTable _table;
    private readonly SipHash _hash = new(ServerCookies.NewSecret());
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly int[] _rates;
    private readonly UInt128 _mask4;
    private readonly UInt128 _mask6;
    private long _second;
    private int _queries;
    private int _lastQueries;

    /// <summary>Makes the table that the settings ask for.</summary>
    public RateLimiter(RateLimitSettings settings, TimeProvider time)
    {
        (Settings, _time, _start) = (settings, time, time.GetTimestamp());
        _table = new RateLimitTable(settings.MaxTableSize);
        var otherwise = settings.ResponsesPerSecond;
        _rates =
        [
            settings.ResponsesPerSecond, settings.ReferralsPerSecond ?? otherwise, settings.NodataPerSecond ?? otherwise,
            settings.NxdomainsPerSecond ?? otherwise, settings.ErrorsPerSecond ?? otherwise, settings.AllPerSecond,
        ];
        _mask4 = ~(Ipv4Bits >> settings.Ipv4PrefixLength);
        _mask6 = settings.Ipv6PrefixLength == 128 ? UInt128.MaxValue : ~(UInt128.MaxValue >> settings.Ipv6PrefixLength);
    }

    /// <summary>The settings that it was made with.</summary>
    public RateLimitSettings Settings { get; }

    /// <summary>Told of each response above a limit; called on the thread that answers, so it must be quick.</summary>
    public Action<DnsPeer, ResponseCategory, int>? Limited { get; set; }

    /// <summary>
    /// Counts one response to a peer. <paramref name="name"/> in wire form and <paramref name="type"/> tell which responses are equal;
    /// neither matters for errors.
    /// </summary>
    public RateLimitVerdict Check(in DnsPeer peer, ResponseCategory category, ReadOnlySpan<byte> name, ushort type)
    {
        var now = (uint)(_time.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerSecond) + 1;
        var scaled = CountQuery(now);
        if (Settings.ExemptClients.Matches(peer, null))
        {
            return RateLimitVerdict.Send;
        }
        var network = peer.Address & ((peer.Address >> 32) == 0xFFFF ? _mask4 : _mask6);
        // The total counts first, and has no second chance by TCP: it is about bandwidth.
        if (Debit(network, ResponseCategory.All, default, 0, now, 1, out _) is > 0 and var total)
        {
            return Tell(peer, ResponseCategory.All, total, RateLimitVerdict.Drop);
        }
        var debt = Debit(network, category, category == ResponseCategory.Error ? default : name, category is ResponseCategory.Answer ? type : (ushort)0, now, scaled, out var key);
        if (debt == 0)
        {
            return RateLimitVerdict.Send;
        }
        // The first one slips, so that an honest client in a network that is attacked gets on at once; errors are of no use to it.
        var slips = Settings.Slip > 0 && category != ResponseCategory.Error && (_table.CountDropped(key, now) - 1) % Settings.Slip == 0;
        return Tell(peer, category, debt, slips ? RateLimitVerdict.Slip : RateLimitVerdict.Drop);
    }

    private RateLimitVerdict Tell(in DnsPeer peer, ResponseCategory category, int debt, RateLimitVerdict verdict)
    {
        Limited?.Invoke(peer, category, debt);
        return Settings.LogOnly ? RateLimitVerdict.Send : verdict;
    }

    private int Debit(UInt128 network, ResponseCategory category, ReadOnlySpan<byte> name, ushort type, uint now, double scale, out ulong key)
    {
        key = 0;
        var rate = _rates[(int)category];
        if (rate == 0)
        {
            return 0;
        }
        Span<byte> identity = stackalloc byte[16 + 3 + WireName.MaxLength];
        BinaryPrimitives.WriteUInt128BigEndian(identity, network);
        identity[16] = (byte)category;
        BinaryPrimitives.WriteUInt16BigEndian(identity[17..], type);
        WireName.Lower(name, identity[19..]);
        key = _hash.Of(identity[..(19 + name.Length)]);
        return _table.Debit(key, Math.Max(1, (int)(rate * scale)), Settings.Window, now);
    }

    // BIND's qps-scale: under a flood all rates shrink, by the ratio of the load to what is normal.
    private double CountQuery(uint now)
    {
        if (Settings.QpsScale == 0)
        {
            return 1;
        }
        var second = Volatile.Read(ref _second);
        if (second != now && Interlocked.CompareExchange(ref _second, now, second) == second)
        {
            var counted = Interlocked.Exchange(ref _queries, 0);
            Volatile.Write(ref _lastQueries, now - second == 1 ? counted : 0);
        }
        var load = Math.Max(Interlocked.Increment(ref _queries), Volatile.Read(ref _lastQueries));
        return load > Settings.QpsScale ? (double)Settings.QpsScale / load : 1;
    }
}
