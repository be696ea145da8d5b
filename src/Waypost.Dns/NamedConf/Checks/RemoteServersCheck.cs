using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>Lists of remote servers: named once, and every name, key and TLS configuration in them known.</summary>
internal static class RemoteServersCheck
{
    public static void Check(ConfCheck check)
    {
        Dictionary<string, ConfValue> primaries = new(StringComparer.Ordinal);
        Duplicates(check, "primaries", "primaries", primaries);
        Duplicates(check, "masters", "masters", primaries);
        Duplicates(check, "parental-agents", "parental-agents", new(StringComparer.Ordinal));
    }

    /// <summary>Expands a list; false when something in it is not there. <paramref name="count"/> is the number of addresses.</summary>
    public static bool Expand(ConfCheck check, ConfTuple list, string kind, out int count)
    {
        (count, var good) = (0, true);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        Queue<ConfValue> pending = new(list["addresses"].Items());
        while (pending.TryDequeue(out var item))
        {
            var server = (ConfTuple)item;
            if (server["remote"] is ConfAddress)
            {
                count++;
                good &= Address(check, server);
                continue;
            }
            var name = server["remote"].Text();
            if (server["key"] is ConfText key)
            {
                good &= check.Error(key, $"unexpected token '{key.Text}'");
            }
            else if (server["tls"] is ConfText tls)
            {
                good &= check.Error(tls, $"unexpected token '{tls.Text}'");
            }
            if (!seen.Add(name))
            {
                continue;
            }
            if (Find(check, kind, name) is not { } named)
            {
                good &= check.Error(server["remote"], $"unable to find {kind} list '{name}'");
                continue;
            }
            foreach (var inner in named["addresses"].Items())
            {
                pending.Enqueue(inner);
            }
        }
        return good;
    }

    private static bool Address(ConfCheck check, ConfTuple server)
    {
        var good = true;
        if (server["key"] is ConfText key && !NameCheck.IsName(key.Text))
        {
            good = check.Error(key, $"'{key.Text}' is not a valid name");
        }
        if (server["tls"] is ConfText tls && !TlsCheck.IsDefined(check, tls.Text))
        {
            good = check.Error(tls, $"tls '{tls.Text}' is not defined");
        }
        return good;
    }

    private static ConfTuple? Find(ConfCheck check, string kind, string name) =>
        (kind == "primaries" ? check.Root.Tuples("primaries").Concat(check.Root.Tuples("masters")) : check.Root.Tuples(kind))
            .FirstOrDefault(list => list["name"].Text().Is(name));

    private static void Duplicates(ConfCheck check, string clause, string kind, Dictionary<string, ConfValue> seen)
    {
        foreach (var list in check.Root.Tuples(clause))
        {
            var name = list["name"].Text();
            if (!seen.TryAdd(name, list))
            {
                check.Error(list, $"{kind} list '{name}' is duplicated: also defined at {ConfCheck.Place(seen[name])}");
            }
        }
    }
}
