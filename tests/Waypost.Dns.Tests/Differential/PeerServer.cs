using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waypost.Dns.Tests.Differential;

/// <summary>Another name server on a loopback port of its own, with its files in a directory of its own, for as long as a test runs.</summary>
internal sealed class PeerServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _directory;
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private PeerServer(string name, DirectoryInfo directory, int port, Process process)
    {
        (Name, _directory, EndPoint, _process) = (name, directory, new IPEndPoint(IPAddress.Loopback, port), process);
    }

    public string Name { get; }

    public IPEndPoint EndPoint { get; }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public static bool Installed(string program) => Find(program) is not null;

    /// <summary>BIND, told to keep to what the question needs, as other servers do: no NS RRset beside positive answers.</summary>
    public static PeerServer StartNamed(IReadOnlyList<GeneratedZone> zones, string extra = "")
    {
        var (directory, port) = (Directory.CreateTempSubdirectory("waypost-named-"), FreePort());
        var configuration = new StringBuilder($$"""
            options {
              directory "{{directory.FullName}}";
              pid-file none; session-keyfile "{{directory.FullName}}/session.key"; lock-file none;
              listen-on port {{port}} { 127.0.0.1; }; listen-on-v6 { none; };
              recursion no; notify no; allow-transfer { none; }; dnssec-validation no; empty-zones-enable no;
              minimal-responses no-auth; minimal-any no; check-integrity no; check-names primary ignore; check-sibling no;
              edns-udp-size 1232; max-udp-size 1232; {{(extra.Contains("cookie", StringComparison.Ordinal) ? "" : "answer-cookie no;")}} zero-no-soa-ttl no; masterfile-format text;
              {{extra}}
            };
            controls { };
            logging { category default { stderr; }; channel stderr { stderr; }; };

            """).Replace("category default { stderr; }; channel stderr { stderr; };", "category lame-servers { null; };");
        foreach (var zone in zones)
        {
            File.WriteAllText(Path.Combine(directory.FullName, zone.FileName), zone.Text);
            configuration.Append($"zone \"{zone.Origin}\" {{ type primary; file \"{zone.FileName}\"; }};\n");
        }
        var file = Path.Combine(directory.FullName, "named.conf");
        File.WriteAllText(file, configuration.ToString());
        return Start("named", directory, port, ["-g", "-n", "1", "-U", "1", "-c", file]);
    }

    /// <summary>Knot DNS.</summary>
    public static PeerServer StartKnot(IReadOnlyList<GeneratedZone> zones)
    {
        var (directory, port) = (Directory.CreateTempSubdirectory("waypost-knot-"), FreePort());
        var configuration = new StringBuilder($"""
            server:
                rundir: "{directory.FullName}"
                listen: 127.0.0.1@{port}
                udp-max-payload: 1232
                udp-workers: 1
                tcp-workers: 1
                background-workers: 1
                tcp-idle-timeout: 60
                answer-rotation: off
            database:
                storage: "{directory.FullName}"
            log:
              - target: stderr
                any: info
            template:
              - id: default
                storage: "{directory.FullName}"
                zonefile-sync: -1
                journal-content: none
                semantic-checks: off
            zone:

            """);
        foreach (var zone in zones)
        {
            File.WriteAllText(Path.Combine(directory.FullName, zone.FileName), zone.Text);
            configuration.Append($"  - domain: \"{zone.Origin}\"\n    file: \"{zone.FileName}\"\n");
        }
        var file = Path.Combine(directory.FullName, "knot.conf");
        File.WriteAllText(file, configuration.ToString());
        return Start("knotd", directory, port, ["-c", file]);
    }

    /// <summary>Waits until each zone is answered for, or the server says that it cannot.</summary>
    public void WaitForZones(IReadOnlyList<GeneratedZone> zones)
    {
        using var client = new PeerClient(EndPoint);
        var patience = Stopwatch.StartNew();
        foreach (var zone in zones)
        {
            while (!IsLoaded(client, zone))
            {
                if (patience.Elapsed > Patience || _process.HasExited)
                {
                    throw new InvalidOperationException($"{Name} does not serve {zone.Origin}:\n{Problems()}");
                }
                Thread.Sleep(20);
            }
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private static bool IsLoaded(PeerClient client, GeneratedZone zone)
    {
        try
        {
            var answer = Observed.Read(client.Exchange(TestQuery.Plain(zone.Origin, 6), tcp: false));
            return answer.Code == "NoError" && answer.Answer.Count == 1;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static PeerServer Start(string program, DirectoryInfo directory, int port, IReadOnlyList<string> arguments)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(Find(program)!, arguments) { RedirectStandardError = true, RedirectStandardOutput = true },
        };
        var server = new PeerServer(program, directory, port, process);
        process.ErrorDataReceived += (_, line) => server.Note(line.Data);
        process.OutputDataReceived += (_, line) => server.Note(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return server;
    }

    private string Problems() => string.Join('\n', Log.Split('\n').Where(line =>
        line.Contains("error", StringComparison.Ordinal) || line.Contains("not loaded", StringComparison.Ordinal) || line.Contains("fail", StringComparison.Ordinal)
        || line.Contains("illegal", StringComparison.Ordinal) || line.Contains("no address", StringComparison.Ordinal)));

    private void Note(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin")
        .Split(':')
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        while (true)
        {
            using var tcp = new TcpListener(IPAddress.Loopback, 0);
            tcp.Start();
            var port = ((IPEndPoint)tcp.LocalEndpoint).Port;
            try
            {
                using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken for UDP: another one.
            }
        }
    }
}
