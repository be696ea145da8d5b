namespace Waypost.Api.Features.MailPrograms;

/// <summary>The SRV records of RFC 6186 and RFC 8314, and the names that programs try by themselves.</summary>
public static class ServiceRecords
{
    public static IReadOnlyList<string> Of(ClientSettings settings)
    {
        var records = new List<string>();
        foreach (var server in settings.Incoming.Append(settings.Outgoing))
        {
            var (plain, tls) = server.Protocol switch
            {
                "imap" => ("_imap", "_imaps"),
                "pop3" => ("_pop3", "_pop3s"),
                _ => ("_submission", "_submissions"),
            };
            var offered = server.Security == ClientSecurity.Tls ? tls : plain;

            // RFC 6186 section 3.4: "." says that there is no such service.
            var priority = server.Protocol == "pop3" ? 10 : 0;
            records.Add(FormattableString.Invariant($"{offered}._tcp.{settings.Domain}. 3600 IN SRV {priority} 1 {server.Port} {server.HostName}."));
            records.Add($"{(offered == tls ? plain : tls)}._tcp.{settings.Domain}. 3600 IN SRV 0 0 0 .");
        }

        records.Add($"autoconfig.{settings.Domain}. 3600 IN CNAME {settings.Outgoing.HostName}.");
        records.Add($"autodiscover.{settings.Domain}. 3600 IN CNAME {settings.Outgoing.HostName}.");
        return records;
    }
}
