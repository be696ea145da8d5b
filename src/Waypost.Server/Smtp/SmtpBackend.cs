using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Mail.Authentication;
using Waypost.Mail.Queue;
using Waypost.Mail.Store;
using Waypost.Mail.Tables;
using Waypost.Server.Connections;

namespace Waypost.Server.Smtp;

/// <summary>What every session works with.</summary>
public sealed class SmtpBackend(
    IOptions<SmtpOptions> options,
    MailTablesHolder tables,
    IMessageQueue queue,
    IAccountDirectory accounts,
    MailMetrics metrics,
    TimeProvider time,
    ILogger<SmtpBackend> logger,
    IBearerTokens? tokens = null)
{
    internal IBearerTokens? Tokens => tokens;

    internal NetworkList XClientNetworks { get; } = NetworkList.Parse(options.Value.XClientNetworks);

    internal ConnectionCounts Connections { get; } = new(time);

    internal SmtpOptions Options => options.Value;

    internal MailTables Tables => tables.Current;

    internal IMessageQueue Queue => queue;

    internal IAccountDirectory Accounts => accounts;

    internal MailMetrics Metrics => metrics;

    internal TimeProvider Time => time;

    internal ILogger Logger => logger;
}
