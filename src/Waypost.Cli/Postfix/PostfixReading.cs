using System.Net;
using Waypost.Cli.Connections;
using Waypost.Cli.Sendmail;
using Waypost.Cli.Sendmail.Files;
using Waypost.Mail.Tables;

namespace Waypost.Cli.Postfix;

/// <summary>Turns main.cf and its tables into a plan.</summary>
internal sealed class PostfixReading(MainCf main, string file, MailImportPlan plan)
{
    private static readonly (string Parameter, string Setting)[] Settings =
    [
        ("myhostname", "Smtp:HostName"), ("message_size_limit", "Smtp:MaxMessageSize"), ("relayhost", "Delivery:SmartHost"), ("luser_relay", "MailTables:UnknownUserRelay"),
        ("maximal_queue_lifetime", "Delivery:Lifetime"), ("bounce_queue_lifetime", "Delivery:NoticeLifetime"), ("delay_warning_time", "Delivery:DelayWarning"), ("smtpd_tls_cert_file", "Tls:CertificatePath"),
        ("smtpd_tls_key_file", "Tls:KeyPath"), ("smtpd_recipient_limit", "Smtp:MaxRecipients"), ("hopcount_limit", "Smtp:MaxHops"), ("inet_interfaces", "Smtp:Address"), ("masquerade_domains", "MailTables:MasqueradeDomains"),
        ("2bounce_notice_recipient", "Delivery:DoubleBounceRecipient"),
    ];

    private static readonly (string Check, string Tag)[] Checks = [("check_client_access", "Connect:"), ("check_sender_access", "From:"), ("check_recipient_access", "To:")];

    private readonly HashSet<string> _done = new(StringComparer.Ordinal) { "mydomain", "myorigin", "config_directory", "compatibility_level" };

    public void Read()
    {
        Domains();
        foreach ((string parameter, Action<LookupTable, IReadOnlyList<MapLine>> take) in new (string, Action<LookupTable, IReadOnlyList<MapLine>>)[]
        {
            ("virtual_alias_maps", Virtual), ("transport_maps", Transport), ("smtp_generic_maps", Generic),
        })
        {
            foreach (string word in main.List(parameter))
            {
                Table(parameter, word, take);
            }

            _done.Add(parameter);
        }

        foreach (string word in main.List("alias_maps"))
        {
            LookupTable? table = LookupTable.Parse(word);
            if (table is { IsReadable: true })
            {
                SendmailImport.Aliases(plan, table.Path);
            }
            else
            {
                plan.Omit(Place("alias_maps"), word, "only tables with a source file are read");
            }
        }

        Relaying();
        Restrictions();
        foreach ((string parameter, string setting) in Settings)
        {
            if (main.Find(parameter) is not null)
            {
                plan.Setting(setting, main.Value(parameter), $"{Place(parameter)} {parameter}");
                _done.Add(parameter);
            }
        }

        if (main.Find("recipient_delimiter") is not null && main.Value("recipient_delimiter") == "+")
        {
            _done.Add("recipient_delimiter");
        }

        _done.UnionWith(["alias_maps", "alias_database"]);
        foreach (MainCfParameter left in main.All.Where(parameter => !_done.Contains(parameter.Name)).OrderBy(parameter => parameter.Line))
        {
            plan.Omit($"{file}:{left.Line}", left.Name, PostfixCounterparts.Why(left.Name));
        }
    }

    private void Domains()
    {
        foreach (string parameter in new[] { "mydestination", "virtual_mailbox_domains" })
        {
            foreach (string word in main.List(parameter))
            {
                if (word.StartsWith('/') || LookupTable.Parse(word) is not null)
                {
                    Table(parameter, word.StartsWith('/') ? "texthash:" + word : word, (table, lines) => lines.ToList().ForEach(line => plan.MailDomain(line.Key, $"{table.Path}:{line.Line}")));
                }
                else
                {
                    plan.MailDomain(word, Place(parameter));
                }
            }

            _done.Add(parameter);
        }

        if (main.Find("virtual_mailbox_maps") is not null)
        {
            plan.Omit(Place("virtual_mailbox_maps"), "virtual_mailbox_maps", "mailboxes are accounts, whose passwords are not here: waypost accounts set");
            _done.Add("virtual_mailbox_maps");
        }

        _done.Add("virtual_alias_domains"); // A domain is virtual when a virtual user names it.
    }

    private void Virtual(LookupTable table, IReadOnlyList<MapLine> lines)
    {
        foreach (MapLine line in lines)
        {
            string place = $"{table.Path}:{line.Line}";
            string[] targets = [.. line.Value.Split(',').Select(target => target.Trim()).Where(target => target.Length > 0)];
            int at = line.Key.LastIndexOf('@');
            if (at < 0)
            {
                // A plain name is one of this host's; a domain only says that it is virtual.
                if (!line.Key.Contains('.', StringComparison.Ordinal))
                {
                    plan.Targets("aliases", line.Key, targets, place);
                }
            }
            else if (targets.Length > 1)
            {
                string alias = (at == 0 ? "all" : line.Key[..at]) + "=" + line.Key[(at + 1)..];
                plan.Targets("aliases", alias, targets, place);
                plan.Entry("virtual-users", line.Key, alias, place);
            }
            else
            {
                // "@old @new" keeps the local part, with its detail.
                plan.Entry("virtual-users", line.Key, targets is [['@', .. var domain]] ? $"%1%3@{domain}" : targets.FirstOrDefault() ?? "", place);
            }
        }
    }

    private void Transport(LookupTable table, IReadOnlyList<MapLine> lines)
    {
        foreach (MapLine line in lines)
        {
            string place = $"{table.Path}:{line.Line}";
            string key = line.Key == "*" ? "." : line.Key;
            int colon = line.Value.IndexOf(':', StringComparison.Ordinal);
            string transport = colon < 0 ? line.Value : line.Value[..colon];
            string next = colon < 0 ? "" : line.Value[(colon + 1)..].Trim();
            if (key.Contains('@', StringComparison.Ordinal))
            {
                plan.Omit(place, $"{line.Key} {line.Value}", "routes are of domains, not of addresses");
            }
            else if (transport is "error" or "retry")
            {
                string text = next.Length == 0 ? "mail is not accepted" : next;
                int space = text.IndexOf(' ', StringComparison.Ordinal);
                bool status = text.Length > 4 && char.IsAsciiDigit(text[0]) && text[1] == '.' && space > 0;
                string code = transport == "error" ? "550" : "450";
                plan.Entry("mailer-routes", key, status ? $"error:{text[..space]}:{code} {text[(space + 1)..]}" : $"error:{code} {text}", place);
            }
            else if (transport is "smtp" or "relay" or "esmtp" or "")
            {
                plan.Entry("mailer-routes", key, $"{(transport.Length == 0 ? "smtp" : transport)}:{next}", place);
            }
            else if (transport is "local" or "virtual")
            {
                plan.Entry("mailer-routes", key, "local:", place);
            }
            else
            {
                plan.Omit(place, $"{line.Key} {line.Value}", $"the transport {transport} has no counterpart");
            }
        }
    }

    private void Generic(LookupTable table, IReadOnlyList<MapLine> lines)
    {
        foreach (MapLine line in lines)
        {
            plan.Entry("generic-addresses", line.Key, line.Value.StartsWith('@') ? "%1" + line.Value : line.Value, $"{table.Path}:{line.Line}");
        }
    }

    private void Relaying()
    {
        foreach (string word in main.List("relay_domains").Where(word => word != "$mydestination"))
        {
            if (word.StartsWith('/') || LookupTable.Parse(word) is not null)
            {
                Table("relay_domains", word.StartsWith('/') ? "texthash:" + word : word, (table, lines) => lines.ToList().ForEach(line => plan.Entry("access-entries", "To:" + line.Key.TrimStart('.'), "RELAY", $"{table.Path}:{line.Line}")));
            }
            else
            {
                plan.Entry("access-entries", "To:" + word.TrimStart('.'), "RELAY", Place("relay_domains"));
            }
        }

        foreach (string network in main.List("mynetworks"))
        {
            string bare = network.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
            string address = bare.Split('/')[0];
            if (!IPAddress.TryParse(address, out IPAddress? parsed))
            {
                plan.Omit(Place("mynetworks"), network, "only networks that are written out are read");
            }
            else if (IPAddress.IsLoopback(parsed))
            {
                plan.Setting("Smtp:RelayFromLoopback", "true", $"{Place("mynetworks")} mynetworks");
            }
            else
            {
                plan.Entry("access-entries", "Connect:" + (AccessKeys.CanonicalBlock(bare) ?? address), "RELAY", Place("mynetworks"));
            }
        }

        _done.UnionWith(["relay_domains", "mynetworks"]);
    }

    private void Restrictions()
    {
        foreach (MainCfParameter parameter in main.All.Where(one => one.Name.StartsWith("smtpd_", StringComparison.Ordinal) && one.Name.EndsWith("_restrictions", StringComparison.Ordinal)))
        {
            IReadOnlyList<string> words = main.List(parameter.Name);
            for (int i = 0; i < words.Count; i++)
            {
                (string check, string tag) = Checks.FirstOrDefault(one => one.Check == words[i]);
                if (check is not null && i + 1 < words.Count)
                {
                    Table(parameter.Name, words[++i], (table, lines) => Access(table, lines, tag));
                }
                else if (PostfixCounterparts.Restriction(words[i]) is { } why)
                {
                    plan.Omit($"{file}:{parameter.Line}", words[i], why);
                    i += words[i] is "reject_rbl_client" or "reject_rhsbl_sender" or "reject_rhsbl_client" or "reject_rhsbl_helo" or "check_policy_service" or "check_helo_access" ? 1 : 0;
                }
            }

            _done.Add(parameter.Name);
        }
    }

    private void Access(LookupTable table, IReadOnlyList<MapLine> lines, string tag)
    {
        foreach (MapLine line in lines)
        {
            string place = $"{table.Path}:{line.Line}";
            string key = line.Key.StartsWith('.') ? line.Key[1..] : line.Key;
            key = table.IsCidr ? AccessKeys.CanonicalBlock(key) ?? key : key;
            if (AccessAction.Convert(line.Value, out string why) is { } value)
            {
                plan.Entry("access-entries", tag + key, value, place);
            }
            else
            {
                plan.Omit(place, $"{line.Key} {line.Value}", why);
            }
        }
    }

    private void Table(string parameter, string word, Action<LookupTable, IReadOnlyList<MapLine>> take)
    {
        if (LookupTable.Parse(word) is not { IsReadable: true } table)
        {
            plan.Omit(Place(parameter), $"{parameter} {word}", "only tables with a source file are read (hash, btree, lmdb, texthash, cidr)");
            return;
        }

        if (!File.Exists(table.Path))
        {
            plan.Omit(Place(parameter), $"{parameter} {word}", $"{table.Path} is not there");
            return;
        }

        // A list of domains may have keys alone.
        bool keysAlone = parameter is "mydestination" or "relay_domains" or "virtual_mailbox_domains";
        List<(int Line, string What)> problems = [];
        IReadOnlyList<MapLine> lines = keysAlone ? KeysOf(table) : table.Read(problems);
        problems.ForEach(problem => plan.Omit($"{table.Path}:{problem.Line}", problem.What, "not a line of a table"));
        take(table, lines);
    }

    private static List<MapLine> KeysOf(LookupTable table) =>
        [.. TextFile.Read(table.Path).Split('\n').Select((line, i) => new MapLine(line.Split('#')[0].Trim().Split([' ', '\t'])[0], "", i + 1)).Where(line => line.Key.Length > 0)];

    private string Place(string parameter) => $"{file}:{main.Find(parameter)?.Line ?? 0}";
}
