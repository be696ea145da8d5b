using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>What a mailer route does with mail.</summary>
public enum MailerKind
{
    /// <summary>Hands it to hosts over SMTP: smtp, esmtp, smtp8, dsmtp, relay.</summary>
    Smtp,

    /// <summary>Delivers it here.</summary>
    Local,

    /// <summary>Refuses it.</summary>
    Error,
}

/// <summary>A host of a mailer route.</summary>
/// <param name="Name">A host name, or an address without brackets.</param>
/// <param name="LookUpMx">Whether the name's MX records are used; brackets say no.</param>
/// <param name="Port">The port, or null for SMTP's.</param>
public sealed record MailerHost(string Name, bool LookUpMx, int? Port);

/// <summary>A mailer route (sendmail's mailertable) as it applies to a domain.</summary>
/// <param name="Key">The key that applied.</param>
/// <param name="Target">Its right side, as it is stored.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Hosts">For <see cref="MailerKind.Smtp"/> the hosts in the order to try; empty for the domain's own.</param>
/// <param name="User">For <see cref="MailerKind.Local"/> the local name; empty for the address's local part.</param>
/// <param name="Reply">For <see cref="MailerKind.Error"/> the reply.</param>
public sealed record MailerRoute(string Key, string Target, MailerKind Kind, ImmutableArray<MailerHost> Hosts, string User, string? Reply)
{
    private const int MaxHosts = 20;

    /// <summary>Reads a right side: <c>smtp:host</c>, <c>relay:[192.0.2.1]:587</c>, <c>esmtp:a:b</c>, <c>local:name</c>, <c>error:D.S.N:code text</c>.</summary>
    public static bool TryParse(string key, string target, out MailerRoute? route)
    {
        route = null;
        int colon = target.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return false;
        }

        string rest = target[(colon + 1)..].Trim();
        switch (target[..colon].Trim().ToUpperInvariant())
        {
            case "ERROR":
                route = ErrorTarget.TryRead(target, out string? reply) ? new MailerRoute(key, target, MailerKind.Error, [], "", reply) : null;
                break;
            case "LOCAL":
                bool known = rest.Length == 0 || (!TableText.HasSpaceOrControl(rest) && EnvelopeAddress.TryParse(rest, out _));
                route = known ? new MailerRoute(key, target, MailerKind.Local, [], rest, null) : null;
                break;
            case "SMTP" or "ESMTP" or "SMTP8" or "DSMTP" or "RELAY":
                route = TryReadHosts(rest, out ImmutableArray<MailerHost> hosts) ? new MailerRoute(key, target, MailerKind.Smtp, hosts, "", null) : null;
                break;
            default:
                break;
        }

        return route is not null;
    }

    private static bool TryReadHosts(string text, out ImmutableArray<MailerHost> hosts)
    {
        var found = new List<MailerHost>();
        hosts = [];
        string rest = text;
        while (rest.Length > 0)
        {
            int end = rest[0] == '[' ? rest.IndexOf(']', StringComparison.Ordinal) + 1 : rest.IndexOf(':', StringComparison.Ordinal);
            end = end < 0 ? rest.Length : end;
            if (end == 0 || found.Count >= MaxHosts || (end < rest.Length && rest[end] != ':'))
            {
                return false;
            }

            string word = rest[..end];
            rest = end < rest.Length ? rest[(end + 1)..] : "";
            if (word.All(char.IsAsciiDigit) && found is [.., { Port: null } last])
            {
                if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port is < 1 or > IPEndPoint.MaxPort)
                {
                    return false;
                }

                found[^1] = last with { Port = port };
            }
            else if (ReadHost(word) is { } host)
            {
                found.Add(host);
            }
            else
            {
                return false;
            }
        }

        hosts = [.. found];
        return true;
    }

    private static MailerHost? ReadHost(string word)
    {
        bool bracketed = word.StartsWith('[');
        string name = bracketed ? word[1..^1] : word;
        string address = name.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? name[5..] : name;
        bool isAddress = IPAddress.TryParse(address, out _);
        return bracketed && isAddress ? new MailerHost(address, false, null)
            : DomainSyntax.IsDomain(name.TrimEnd('.')) ? new MailerHost(name.TrimEnd('.'), !bracketed && !isAddress, null)
            : null;
    }
}
