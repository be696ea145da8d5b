using System.Globalization;

namespace Waypost.Cli.Sendmail.Files;

/// <summary>Reads what is obvious of a sendmail.mc or sendmail.cf; each line comes, is a setting, or is reported.</summary>
internal sealed class McImport(MailImportPlan plan)
{
    public string? AliasFile { get; private set; }

    public string? DomainFile { get; private set; }

    /// <summary>Reads macro calls.</summary>
    public void ReadMacros(string path, string text)
    {
        foreach (M4Call call in M4Macros.Read(text))
        {
            string place = $"{path}:{call.Line}";
            switch (call.Name)
            {
                case "FEATURE":
                    Feature(call.Arguments, place);
                    break;
                case "define":
                    Value(call.Arguments[0], call.Arguments.Count > 1 ? call.Arguments[1] : "", place);
                    break;
                case "RELAY_DOMAIN":
                    foreach (string domain in call.Arguments[0].Split([' ', '\t', '\n', ','], StringSplitOptions.RemoveEmptyEntries))
                    {
                        Relay(plan, domain, place);
                    }

                    break;
                case "RELAY_DOMAIN_FILE" or "MAILER_DEFINITIONS" or "LOCAL_CONFIG" or "LOCAL_RULESETS":
                    plan.Omit(place, call.Name, "the file relay-domains is imported; rules of one's own have no counterpart");
                    break;
                default:
                    Value(call.Name, string.Join(", ", call.Arguments), place);
                    break;
            }
        }
    }

    /// <summary>Reads the lines of a configuration that say the same as one of the macros.</summary>
    public void ReadConfiguration(string path, string text)
    {
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd();
            string place = $"{path}:{number}";
            if (line.StartsWith("Cw", StringComparison.Ordinal))
            {
                foreach (string domain in line[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    plan.MailDomain(domain, place);
                }
            }
            else if (line.StartsWith("DM", StringComparison.Ordinal) && line.Length > 2)
            {
                plan.Setting("MailTables:MasqueradeAs", line[2..], place);
            }
            else if (line.StartsWith("DS", StringComparison.Ordinal) && line.Length > 2)
            {
                plan.Setting("Delivery:SmartHost", line[2..], place);
            }
            else if (line.StartsWith("O MaxMessageSize=", StringComparison.Ordinal))
            {
                plan.Setting("Smtp:MaxMessageSize", line[17..], place);
            }
        }
    }

    /// <summary>A relay domain: mail for it and below, and from clients of it, may go through here.</summary>
    public static void Relay(MailImportPlan plan, string domain, string place)
    {
        bool address = domain.All(c => char.IsAsciiDigit(c) || c == '.') || domain.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase);
        string[] keys = address ? ["Connect:" + domain] : ["To:" + domain, "Connect:" + domain];
        foreach (string key in keys)
        {
            if (plan.Has("access-entries", key))
            {
                plan.Omit(place, $"{key} RELAY", "the file access has an entry at this key");
            }
            else
            {
                plan.Entry("access-entries", key, "RELAY", place);
            }
        }
    }

    private void Feature(IReadOnlyList<string> arguments, string place)
    {
        string name = arguments[0];
        if (!McCounterparts.Features.TryGetValue(name, out string? what))
        {
            plan.Omit(place, $"FEATURE({name})", "not known");
        }
        else if (what.StartsWith('='))
        {
            string[] parts = what[1..].Split('=');
            plan.Setting(parts[0], parts.Length > 1 ? parts[1] : arguments.Count > 1 ? arguments[1] : "", $"{place} FEATURE({name})");
            if (name == "delay_checks" && arguments.Count > 1)
            {
                plan.Setting("MailTables:SpamChecks", CultureInfo.InvariantCulture.TextInfo.ToTitleCase(arguments[1].ToLowerInvariant()), place);
            }
        }
        else
        {
            plan.Omit(place, $"FEATURE({name})", what);
        }
    }

    private void Value(string name, string value, string place)
    {
        AliasFile = name == "ALIAS_FILE" ? value.Split(',')[0] : AliasFile;
        DomainFile = name == "confCW_FILE" ? value.Split(' ')[^1] : DomainFile;
        if (McCounterparts.Settings.TryGetValue(name, out string? setting))
        {
            plan.Setting(setting, value, $"{place} {name}");
        }
        else if (McCounterparts.Words.TryGetValue(name, out string? words))
        {
            if (!McCounterparts.IsSilent(name))
            {
                plan.Omit(place, value.Length > 0 ? $"{name} {value}" : name, words);
            }
        }
        else if (!McCounterparts.IsSilent(name))
        {
            plan.Omit(place, value.Length > 0 ? $"{name} {value}" : name, "no counterpart known");
        }
    }
}
