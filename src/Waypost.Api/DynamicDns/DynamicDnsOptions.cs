namespace Waypost.Api.DynamicDns;

/// <summary>The section <c>DynamicDns</c>: addresses that routers report to <c>/nic/update</c>.</summary>
public sealed class DynamicDnsOptions
{
    /// <summary>Whether <c>/nic/update</c> is there.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>TTL in seconds of an address that was not there before; one that was keeps its own.</summary>
    public int NewTtl { get; set; } = 60;

    /// <summary>How many updates of one host are taken in ten minutes; more are answered <c>abuse</c>.</summary>
    public int MaxUpdates { get; set; } = 30;
}
