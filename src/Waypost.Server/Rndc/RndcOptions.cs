namespace Waypost.Server.Rndc;

/// <summary>Settings of rndc's control channel, section <c>Rndc</c>.</summary>
public sealed record RndcOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Rndc";

    /// <summary>IP address to listen on. Default 127.0.0.1.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port, BIND's is 953; 0 turns the channel off. Default 0.</summary>
    public int Port { get; set; }

    /// <summary>File with the keys, as rndc-confgen -a writes it; made at the first start. Default <c>rndc.key</c> in the data directory.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Only commands that change nothing. Default false.</summary>
    public bool ReadOnly { get; set; }
}
