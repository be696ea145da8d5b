using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Waypost.Mail.Authentication;
using Waypost.Mail.Queue;
using Waypost.Mail.Store;
using Waypost.Mail.Tables;
using Waypost.Server.Connections.Tls;
using Waypost.Server.Smtp;
using Waypost.Testing.Mail;
using Waypost.Testing.Transcripts;

namespace Waypost.Server.Tests.Smtp;

/// <summary>The SMTP handlers over a queue in memory, with the tables of the tour.</summary>
public sealed class SmtpFixture : IDisposable
{
    private readonly ServiceProvider _services;

    public SmtpFixture(Action<SmtpOptions>? configure = null, string? certificatePath = null, IBearerTokens? tokens = null)
    {
        Queue = new MemoryMessageQueue(TimeProvider.System);
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<IMessageQueue>(Queue);
        services.AddSingleton<IAccountDirectory>(new MemoryAccountDirectory("ann", "bob"));
        if (tokens is not null)
        {
            services.AddSingleton(tokens);
        }

        services.AddWaypostSmtp();
        services.Configure<TlsOptions>(tls => tls.CertificatePath = certificatePath ?? "");
        services.Configure<SmtpOptions>(options =>
        {
            options.HostName = "mx.test";
            options.TarpitDelay = TimeSpan.Zero;
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
        _services.GetRequiredService<MailTablesHolder>().Update(_ => new MailTables(
            MailTables.Empty.MailDomains.Add("example.com"),
            MailTables.Empty.Accounts.Union(["ann", "bob"]),
            MailTables.Empty.Aliases.Add("sales", ["ann"]).Add("all", ["ann", "bob", "sales"]),
            MailTables.Empty.VirtualUsers.Add("@other.example", "ann"),
            MailTables.Empty.AccessEntries.Add("From:spammer@bad.test", "REJECT").Add("From:dropped.test", "DISCARD")));
    }

    public MemoryMessageQueue Queue { get; }

    public ConnectionHandler Transfer => _services.GetRequiredService<SmtpConnectionHandler>();

    public ConnectionHandler Submission => _services.GetRequiredService<SubmissionConnectionHandler>();

    public ConnectionHandler Lmtp => _services.GetRequiredService<LmtpConnectionHandler>();

    /// <summary>Adds to the tables of the tour.</summary>
    public void Change(Func<MailTables, MailTables> change) => _services.GetRequiredService<MailTablesHolder>().Update(change);

    public Task PlayAsync(string script, int chunk = 0, IPAddress? client = null) => Transcript.RunAsync(Transfer, script, chunk, client);

    public Task PlaySubmissionAsync(string script, int chunk = 0) => Transcript.RunAsync(Submission, script, chunk);

    public Task ServeAsync(ConnectionContext connection) => Transfer.OnConnectedAsync(connection);

    public void Dispose() => _services.Dispose();
}
