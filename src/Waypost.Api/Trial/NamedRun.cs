using System.Runtime.InteropServices;
using Waypost.Server.Dns;
using Waypost.Server.Dns.Logging;
using Waypost.Server.Trial;

namespace Waypost.Api.Trial;

/// <summary>One run as <c>named</c>: no HTTP, no database, everything from named.conf and in memory.</summary>
public static class NamedRun
{
    private const string Name = "named";

    /// <summary>The arguments of named, when the process was started as <c>waypostd named ...</c> or under the name named; otherwise null.</summary>
    public static string[]? ArgumentsIn(string[] args) => args is [Name, .. var rest] ? rest : InvokedAs() == Name ? args : null;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var invocation = NamedCommandLine.Parse(args);
        if (invocation.Options is not { } options)
        {
            await Console.Out.WriteAsync(invocation.Output.Length > 0 ? invocation.Output + "\n" : "");
            await Console.Error.WriteAsync(invocation.Error.Length > 0 ? invocation.Error + "\n" : "");
            return invocation.ExitCode;
        }
        if (!invocation.Foreground && !NamedDaemon.IsChild)
        {
            return await NamedDaemon.SpawnAsync(args);
        }
        using var log = new BindLog(TimeProvider.System) { DebugLevel = options.DebugLevel };
        log.Publish(BindLogRoutes.ToOne(TrialLogging.Initial(options)));
        Announce(options, log);
        var exitCode = await ServeAsync(options, log);
        log.Notice("general", exitCode == 0 ? "exiting" : "exiting (due to fatal error)");
        return exitCode;
    }

    private static async Task<int> ServeAsync(TrialOptions options, BindLog log)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = Name });
        builder.Services.AddWaypostTrial(options, log);
        using var host = builder.Build();
        var server = host.Services.GetRequiredService<TrialServer>();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var changes = host.Services.GetRequiredService<ZoneChanges>();
        changes.Changed += (_, change) => server.Zones.Follow(change.Key, change.Zone);
        host.Services.GetRequiredService<DnsExchange>().QueryLog = host.Services.GetRequiredService<TrialQueryLog>();
        PidFile? pidFile = null;
        TrialLock? held = null;
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            _ = server.ReloadAsync(all: true, lifetime.ApplicationStopping);
        });
        var started = false;
        try
        {
            started = await server.StartAsync(() => pidFile = Prepare(server, options, log, ref held), lifetime.ApplicationStopping);
            if (!started)
            {
                log.Error("general", "loading configuration: failure");
                return 1;
            }
            await host.StartAsync(CancellationToken.None);
            server.AnnounceAll();
            NamedDaemon.Ready();
            await host.WaitForShutdownAsync(CancellationToken.None);
        }
        catch (NamedStartException exception)
        {
            log.Error("general", exception.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            // Told to end before the start was over.
        }
        finally
        {
            if (started)
            {
                var saves = host.Services.GetRequiredService<TrialRndcTarget>().StopSaves;
                await server.StopAsync(save: saves == true, flush: saves is null);
            }
            pidFile?.Dispose();
            held?.Dispose();
            await server.DisposeAsync();
        }
        return 0;
    }

    // The ports are open: from here on the process is what its pid file says, and needs no privilege.
    private static PidFile? Prepare(TrialServer server, TrialOptions options, BindLog log, ref TrialLock? held)
    {
        var configuration = server.Configuration!;
        var lockFile = options.LockFile ?? configuration.Text("lock-file");
        if (!string.IsNullOrEmpty(lockFile))
        {
            held = TrialLock.TryTake(configuration.Resolve(lockFile), out var taken) ?? throw new NamedStartException(taken!);
        }
        PidFile? file = null;
        if (!configuration.IsNone("pid-file"))
        {
            file = PidFile.TryCreate(configuration.Resolve(configuration.Text("pid-file") ?? NamedPaths.PidFile), out var error)
                ?? throw new NamedStartException(error!);
        }
        if (options.User is { } user && !user.Assume())
        {
            log.Error("general", "setuid(): Operation not permitted");
            throw new NamedStartException("cannot become the user of -u");
        }
        return file;
    }

    private static void Announce(TrialOptions options, BindLog log)
    {
        var cpus = Environment.ProcessorCount;
        var workers = options.Cpus > 0 ? options.Cpus : cpus;
        var listeners = options.UdpListeners > 0 ? options.UdpListeners : workers;
        log.Notice("general", $"starting {TrialRndcTarget.Version} in the place of BIND 9.18");
        log.Notice("general", $"running on {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}");
        log.Notice("general", $"running as: {options.CommandLine}");
        log.Info("general", $"found {cpus} CPU{(cpus == 1 ? "" : "s")}, using {workers} worker thread{(workers == 1 ? "" : "s")}");
        log.Info("general", $"using {listeners} UDP listener{(listeners == 1 ? "" : "s")} per interface");
    }

    private static string InvokedAs()
    {
        try
        {
            var line = File.ReadAllText("/proc/self/cmdline");
            return Path.GetFileName(line.Split('\0')[0]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Path.GetFileName(Environment.GetCommandLineArgs()[0]);
        }
    }
}

/// <summary>The start cannot go on; the message is for the log.</summary>
internal sealed class NamedStartException(string message) : Exception(message);
