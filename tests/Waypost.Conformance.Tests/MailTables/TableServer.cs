using System.Globalization;
using System.Net;
using System.Text.Json;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing;
using Waypost.Testing.MailTables;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.MailTables;

/// <summary>A server for the cases of the mail tables alone: their entries are for everybody who connects. It finds the names
/// of its clients in its own reverse zone of 127.</summary>
public sealed class TableServer : IAsyncLifetime
{
    private static readonly HashSet<string> ListTables = ["aliases", "forwards"];
    private readonly string _lists = Directory.CreateTempSubdirectory("waypost-lists-").FullName;
    private WaypostProcess? _process;
    private SinkServer? _sink;

    public WaypostProcess Process => _process ?? throw new InvalidOperationException("The server is not started.");

    public WaypostPorts Ports => Process.Ports;

    public ApiSession Api { get; private set; } = null!;

    public SinkServer Sink => _sink ?? throw new InvalidOperationException("The sink is not started.");

    /// <summary>Where :include: files may be.</summary>
    public string Lists => _lists;

    public async ValueTask InitializeAsync()
    {
        _sink = new SinkServer(FreePort.Next());
        WaypostPorts ports = WaypostPorts.Free();
        Dictionary<string, string> settings = new(WaypostServer.DeliverySettings(ports, _sink.Port), StringComparer.Ordinal)
        {
            ["WAYPOST_MailTables__IncludeDirectory"] = _lists,
        };
        _process = await WaypostProcess.StartAsync(ports, settings, TestContext.Current.CancellationToken);
        Api = new ApiSession(_process);
        (await Api.PutAsync("/v1/mail-domains/example.com")).Expect(HttpStatusCode.Created);
        foreach (string account in RecipientCase.Accounts)
        {
            (await Api.PutAsync($"/v1/accounts/{account}", """{"password":"a long secret"}""")).Expect(HttpStatusCode.Created);
        }

        List<string> pointers = [];
        Dictionary<string, List<string>> hosts = new(StringComparer.OrdinalIgnoreCase);
        foreach (AccessCase named in AccessCase.All.Values.Where(one => one.ClientName is not null))
        {
            string reverse = string.Join('.', named.ClientAddress.Split('.').Skip(1).Reverse());
            string name = named.ClientName ?? "";
            string zone = string.Join('.', name.Split('.')[^2..]);
            pointers.Add($"{reverse} PTR {name}.");
            hosts.TryAdd(zone, []);
            hosts[zone].Add($"{name}. A {named.ClientAddress}");
        }

        const string Start = "$TTL 60\n@ SOA ns.test. hostmaster.test. 1 3600 600 86400 60\n@ NS ns.test.\n";
        (await Api.CreateZoneAsync("127.in-addr.arpa", Start + string.Join('\n', pointers.Distinct()) + "\n")).Expect(HttpStatusCode.Created);
        foreach ((string zone, List<string> records) in hosts)
        {
            string all = string.Join('\n', records.Distinct(StringComparer.OrdinalIgnoreCase));
            (await Api.CreateZoneAsync(zone, Start + all + "\n")).Expect(HttpStatusCode.Created);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        if (_sink is not null)
        {
            await _sink.DisposeAsync();
        }

        Directory.Delete(_lists, recursive: true);
    }

    /// <summary>Runs a test with entries of tables that are taken away again.</summary>
    public async Task WithAsync(IEnumerable<(string Table, string Key, string Value)> entries, Func<Task> test)
    {
        List<string> paths = [];
        try
        {
            foreach ((string table, string key, string value) in entries)
            {
                string path = $"/v1/{table}/{Uri.EscapeDataString(key)}";
                string body = ListTables.Contains(table) ? JsonSerializer.Serialize(new { targets = value.Split(", ") })
                    : table == "access-entries" ? JsonSerializer.Serialize(new { value })
                    : JsonSerializer.Serialize(new { target = value });
                (await Api.PutAsync(path, body)).Expect(HttpStatusCode.Created);
                paths.Add(path);
            }

            await test();
        }
        finally
        {
            foreach (string path in paths)
            {
                await Api.DeleteAsync(path);
            }
        }
    }

    /// <summary>A session from an address of the loopback network, after EHLO.</summary>
    public async Task<LineSession> GreetAsync(string clientAddress)
    {
        LineSession session = await LineSession.ConnectAsync(Ports.Smtp, clientAddress);
        await session.SmtpReplyAsync("220");
        await session.SendLineAsync("EHLO client.example.net");
        await session.SmtpReplyAsync("250");
        return session;
    }

    public static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);
}
