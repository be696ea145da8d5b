using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Trial;

/// <summary>waypostd as named, over a configuration in a directory of its own, with rndc against it.</summary>
internal sealed class NamedProcess : IAsyncDisposable
{
    public const string Secret = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0MTI=";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _log = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("waypost-named-");
    private System.Diagnostics.Process? _process;

    public int Port { get; } = FreePort.Next();

    public int ControlPort { get; } = FreePort.Next();

    public string Folder => _directory.FullName;

    /// <summary>The log without its times.</summary>
    public IReadOnlyList<string> Lines => [.. _log.Select(line => line.Length > 25 && line[2] == '-' ? line[25..] : line)];

    public string Log => string.Join('\n', Lines);

    public int Id => _process!.Id;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The options, key and controls that every test has; what follows is the test's own.</summary>
    public string Configuration(string statements, string options = "") => $$"""
        key "rndc-key" { algorithm hmac-sha256; secret "{{Secret}}"; };
        controls { inet 127.0.0.1 port {{ControlPort}} allow { 127.0.0.1; } keys { "rndc-key"; }; };
        options {
            directory "{{Folder}}";
            listen-on port {{Port}} { 127.0.0.1; };
            listen-on-v6 { none; };
            pid-file "named.pid";
            session-keyfile "session.key";
            recursion no;
            notify no;
            {{options}}
        };
        {{statements}}
        """;

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public bool Has(string file) => File.Exists(Path.Combine(Folder, file));

    /// <summary>A zone file with a serial and more records.</summary>
    public static string Zone(uint serial, string more = "") => $"""
        $TTL 300
        @ IN SOA ns1 host {serial} 3600 600 86400 300
        @ IN NS ns1
        ns1 IN A 192.0.2.1
        www IN A 192.0.2.2
        {more}

        """;

    /// <summary>Starts it and waits until it says <c>running</c>.</summary>
    public async Task StartAsync(string configuration, params string[] arguments)
    {
        Write("named.conf", configuration);
        Spawn(["-c", "named.conf", "-g", .. arguments]);
        await WaitForAsync("running");
    }

    /// <summary>Runs it until it ends, which it must do by itself.</summary>
    public async Task<int> RunToExitAsync(params string[] arguments)
    {
        Spawn(arguments);
        return await WaitForExitAsync();
    }

    public async Task WaitForAsync(string line) =>
        await Until.AnswerAsync(() => Task.FromResult(Lines), lines => _process!.HasExited || lines.Contains(line), Cancellation);

    public async Task<int> WaitForExitAsync()
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        await _process!.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public Task SignalAsync(string signal) => Tool.RunAsync("kill", ["-" + signal, Id.ToString(CultureInfo.InvariantCulture)], Cancellation);

    public async Task<ToolRun> RndcAsync(params string[] command)
    {
        if (Tool.Find("rndc") is null)
        {
            Assert.Skip("rndc is not installed (Debian: bind9-utils)");
        }

        Write("rndc.conf", $$"""
            key "rndc-key" { algorithm hmac-sha256; secret "{{Secret}}"; };
            options { default-key "rndc-key"; default-server 127.0.0.1; default-port {{ControlPort}}; };
            """);
        return await Tool.RunAsync("rndc", ["-c", Path.Combine(Folder, "rndc.conf"), .. command], Cancellation);
    }

    public Task<DigReply> DigAsync(params string[] arguments) => Dig.AskAsync(new WaypostPorts(0, Port, 0, 0, 0, 0), arguments);

    public async Task<string> AnswerAsync(string name, string type = "A") => string.Join('\n', (await DigAsync(name, type)).Answer);

    public async Task<ToolRun> UpdateAsync(string commands, params string[] arguments)
    {
        if (Tool.Find("nsupdate") is null)
        {
            Assert.Skip("nsupdate is not installed (Debian: bind9-dnsutils)");
        }

        Write("update.txt", $"server 127.0.0.1 {Port}\n{commands}\nsend\n");
        return await Tool.RunAsync("nsupdate", [.. arguments, Path.Combine(Folder, "update.txt")], Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        _process?.Dispose();
        _directory.Delete(recursive: true);
    }

    private void Spawn(string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [ServerBinary.Locate(), "named", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        _process = new System.Diagnostics.Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _log.Enqueue(line);
        }
    }
}
