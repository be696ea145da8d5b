using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Waypost.Mail.Tables;
using Waypost.Server.Connections;
using Waypost.Server.Connections.Tls;

namespace Waypost.Server.Smtp;

/// <summary>Registers SMTP. An <c>IMessageQueue</c> and an <c>IAccountDirectory</c> come from elsewhere.</summary>
public static class SmtpServices
{
    /// <summary>Adds the connection handlers of SMTP and submission.</summary>
    public static IServiceCollection AddWaypostSmtp(this IServiceCollection services)
    {
        services.AddOptions<SmtpOptions>();
        services.AddMetrics();
        services.AddWaypostTls();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MailTablesHolder>();
        services.TryAddSingleton<MailMetrics>();
        services.TryAddSingleton<IClientNameResolver, NoClientNames>();
        services.TryAddSingleton<SmtpBackend>();
        services.TryAddSingleton<SmtpConnectionRunner>();
        services.TryAddSingleton<SmtpConnectionHandler>();
        services.TryAddSingleton<SubmissionConnectionHandler>();
        services.TryAddSingleton<LmtpConnectionHandler>();
        return services;
    }
}
