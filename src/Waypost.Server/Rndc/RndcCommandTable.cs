using Waypost.Dns.Rndc;
using Waypost.Server.Rndc.Commands;

namespace Waypost.Server.Rndc;

/// <summary>A command of the control channel.</summary>
public delegate Task<RndcReply> RndcCommand(RndcContext context, CancellationToken cancellationToken);

/// <summary>All commands of BIND 9.18's rndc, by name.</summary>
public static class RndcCommandTable
{
    private static readonly Dictionary<string, RndcCommand> Commands = new(StringComparer.Ordinal)
    {
        ["null"] = static (_, _) => Task.FromResult(RndcReply.Done),
        ["status"] = ServerCommands.StatusAsync,
        ["reload"] = ReloadCommands.ReloadAsync,
        ["reconfig"] = ReloadCommands.ReconfigAsync,
        ["stop"] = ServerCommands.StopAsync,
        ["halt"] = ServerCommands.HaltAsync,
        ["stats"] = ServerCommands.StatsAsync,
        ["scan"] = ServerCommands.ScanAsync,
        ["tcp-timeouts"] = ServerCommands.TcpTimeoutsAsync,
        ["querylog"] = LogCommands.QuerylogAsync,
        ["trace"] = LogCommands.TraceAsync,
        ["notrace"] = LogCommands.NotraceAsync,
        ["freeze"] = UpdateCommands.FreezeAsync,
        ["thaw"] = UpdateCommands.ThawAsync,
        ["unfreeze"] = UpdateCommands.ThawAsync,
        ["sync"] = UpdateCommands.SyncAsync,
        ["notify"] = ZoneCommands.NotifyAsync,
        ["refresh"] = ZoneCommands.RefreshAsync,
        ["retransfer"] = ZoneCommands.RetransferAsync,
        ["zonestatus"] = ZoneCommands.ZonestatusAsync,
        ["showzone"] = ZoneStatementCommands.ShowAsync,
        ["addzone"] = ZoneStatementCommands.AddAsync,
        ["modzone"] = ZoneStatementCommands.ModifyAsync,
        ["delzone"] = ZoneStatementCommands.DeleteAsync,
        ["dumpdb"] = CacheCommands.DumpdbAsync,
        ["flush"] = CacheCommands.FlushAsync,
        ["flushname"] = CacheCommands.FlushnameAsync,
        ["flushtree"] = CacheCommands.FlushtreeAsync,
        ["recursing"] = CacheCommands.RecursingAsync,
        ["serve-stale"] = CacheCommands.ServeStaleAsync,
        ["tsig-list"] = KeyCommands.ListAsync,
        ["tsig-delete"] = KeyCommands.DeleteAsync,
        ["nta"] = ValidationCommands.NtaAsync,
        ["validation"] = ValidationCommands.ValidationAsync,
        ["secroots"] = ValidationCommands.SecrootsAsync,
        ["managed-keys"] = ValidationCommands.ManagedKeysAsync,
        ["dnssec"] = SigningCommands.DnssecAsync,
        ["loadkeys"] = SigningCommands.LoadkeysAsync,
        ["sign"] = SigningCommands.LoadkeysAsync,
        ["signing"] = SigningCommands.SigningAsync,
        ["dnstap"] = SigningCommands.DnstapAsync,
    };

    /// <summary>The names, for documentation and tests.</summary>
    public static IEnumerable<string> Names => Commands.Keys;

    /// <summary>The command of this name, or null.</summary>
    public static RndcCommand? Find(string name) => Commands.GetValueOrDefault(name);
}
