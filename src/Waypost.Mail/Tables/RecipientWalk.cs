using System.Collections.Immutable;
using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>One walk of <see cref="RecipientResolver"/>: domain, virtual users, aliases, accounts and their forwards.</summary>
internal sealed class RecipientWalk(MailTables tables, ResolvedTargets found)
{
    /// <summary>Follows an address to where it leads.</summary>
    public void Follow(EnvelopeAddress address, TablePath path)
    {
        if (path.IsTooLong || found.IsFull)
        {
            found.Fail(address, RecipientResolver.LoopBroken, path);
        }
        else if (address.Domain.EndsWith(".REDIRECT", StringComparison.OrdinalIgnoreCase))
        {
            found.Fail(address, $"551 5.1.6 User has moved; please try <{address with { Domain = address.Domain[..^9] }}>", path);
        }
        else if (!tables.IsLocalDomain(address.Domain))
        {
            FollowRemote(address, path);
        }
        else if (!TryFollowVirtualUser(address, path))
        {
            FollowLocal(address, path);
        }
    }

    private void FollowRemote(EnvelopeAddress address, TablePath path)
    {
        MailerRoute? route = MailerRoutes.Find(tables, address.Domain);
        if (route is not null)
        {
            found.Step("mailer-routes", route.Key, route.Target);
        }

        switch (route?.Kind)
        {
            case MailerKind.Error:
                found.Fail(address, route.Reply!, path);
                break;
            case MailerKind.Local:
                FollowTarget(route.User.Length > 0 ? route.User : (address with { Domain = "" }).ToString(), address, path.Then("mailer-routes " + route.Key), inForward: false);
                break;
            default:
                found.AddRemote(address, path);
                break;
        }
    }

    private bool TryFollowVirtualUser(EnvelopeAddress address, TablePath path)
    {
        if (address.Domain.Length == 0 || !VirtualUserLookup.TryFind(tables, address, out string key, out string target))
        {
            return false;
        }

        string link = "virtual-users " + key;
        if (string.Equals(target, address.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            return false; // An entry that names itself keeps the address as it is.
        }

        found.Step("virtual-users", key, target);
        if (ErrorTarget.IsErrorTarget(target))
        {
            found.Fail(address, ErrorTarget.TryRead(target, out string? reply) ? reply! : RecipientResolver.UserUnknown, path);
        }
        else if (path.Contains(link))
        {
            found.Fail(address, RecipientResolver.LoopBroken, path);
        }
        else
        {
            FollowTarget(target, address, path.Then(link), inForward: false);
        }

        return true;
    }

    private void FollowTarget(string text, EnvelopeAddress from, TablePath path, bool inForward)
    {
        if (!TableTarget.TryParse(text, out TableTarget target))
        {
            found.Fail(from, "550 5.1.3 Bad address in the mail tables", path);
            return;
        }

        if (TargetPolicy.Problem(tables.Options, target, inForward) is not null)
        {
            found.Fail(from, "550 5.7.1 Includes, files and commands are not allowed here", path);
            return;
        }

        switch (target.Kind)
        {
            case TargetKind.Final:
                Deliver(new EnvelopeAddress(target.Text, ""), path, forwards: false);
                break;
            case TargetKind.Include:
                Include(target.Text, from, path, inForward);
                break;
            case TargetKind.File:
                found.AddFile(Path.GetFullPath(target.Text), path);
                break;
            case TargetKind.Command:
                found.AddCommand(TargetPolicy.CommandLine(tables.Options, target.Text), path);
                break;
            default:
                _ = EnvelopeAddress.TryParse(target.Text, out EnvelopeAddress next);
                Follow(next, path);
                break;
        }
    }

    private void Include(string file, EnvelopeAddress from, TablePath path, bool inForward)
    {
        string link = "include " + file;
        string? problem = "no includes";
        if (path.Contains(link))
        {
            found.Fail(from, RecipientResolver.LoopBroken, path);
        }
        else if (tables.Includes?.Read(file, out problem) is not { } text)
        {
            found.Step("includes", file, problem ?? "not read");
            found.Fail(from, "451 4.2.4 A mailing list cannot be read, try again later", path);
        }
        else
        {
            IReadOnlyList<string> targets = AddressListText.ReadLines(text);
            found.Step("includes", file, $"{targets.Count} addresses");
            foreach (string target in targets)
            {
                FollowTarget(target, from, path.Then(link), inForward);
            }
        }
    }

    private void FollowLocal(EnvelopeAddress address, TablePath path)
    {
        // A virtual domain that is no mail domain has no users of its own.
        bool mailDomain = address.Domain.Length == 0 || tables.MailDomains.Contains(address.Domain);
        if (!mailDomain && !IsAlwaysThere(address.LocalPart))
        {
            found.Fail(address, RecipientResolver.UserUnknown, path);
        }
        else if (!TryFollowAlias(address, path))
        {
            Deliver(address, path, forwards: true);
        }
    }

    private bool TryFollowAlias(EnvelopeAddress address, TablePath path)
    {
        foreach (string key in AliasKeys(address))
        {
            if (!tables.Aliases.TryGetValue(key, out ImmutableArray<string> targets))
            {
                continue;
            }

            string link = "aliases " + key;
            if (path.Contains(link))
            {
                // "ann: ann, archive" delivers to ann; a longer way back to oneself is a loop.
                if (path.EndsWith(link))
                {
                    return false;
                }

                found.Fail(address, RecipientResolver.LoopBroken, path);
                return true;
            }

            found.Step("aliases", key, string.Join(", ", targets));
            TablePath next = path.Then(link);
            if (ListOwner.Of(tables, key, address.Domain.Length > 0 ? address.Domain : found.OriginalDomain) is { } owner)
            {
                found.Step("owners", key, owner);
                next = next with { Owner = owner };
            }

            foreach (string target in targets)
            {
                FollowTarget(target, address, next, inForward: false);
            }

            return true;
        }

        return false;
    }

    private static IEnumerable<string> AliasKeys(EnvelopeAddress address)
    {
        string name = address.LocalPart;
        int plus = name.IndexOf('+', StringComparison.Ordinal);
        string[] names = plus > 0 ? [name, name[..plus] + "+*", name[..plus]] : [name];
        foreach (string candidate in names)
        {
            if (address.Domain.Length > 0)
            {
                yield return $"{candidate}@{address.Domain}";
            }

            yield return candidate;
        }
    }

    private void Deliver(EnvelopeAddress address, TablePath path, bool forwards)
    {
        string localPart = address.LocalPart;
        int plus = localPart.IndexOf('+', StringComparison.Ordinal);
        string name = plus > 0 ? localPart[..plus] : localPart;
        bool whole = tables.Accounts.TryGetValue(localPart, out string? account);
        if (whole || tables.Accounts.TryGetValue(name, out account))
        {
            string? detail = !whole && plus > 0 ? localPart[(plus + 1)..] : null;
            if (!forwards || !TryForward(account, detail, address, path))
            {
                found.AddAccount(account, detail, path);
            }
        }
        else if (name.Equals("MAILER-DAEMON", StringComparison.OrdinalIgnoreCase))
        {
            Follow(new EnvelopeAddress("postmaster", ""), path.Then("MAILER-DAEMON"));
        }
        else if (IsAlwaysThere(name) && tables.Accounts.TryGetValue("postmaster", out account))
        {
            found.AddAccount(account, null, path);
        }
        else
        {
            Unknown(address, path);
        }
    }

    private bool TryForward(string account, string? detail, EnvelopeAddress address, TablePath path)
    {
        string key = $"{account}+{detail}";
        if (detail is null || !tables.Forwards.TryGetValue(key, out ImmutableArray<string> targets))
        {
            key = account;
            if (!tables.Forwards.TryGetValue(key, out targets))
            {
                return false;
            }
        }

        // A forward that leads back to its account keeps the mail there.
        string link = "forwards " + account;
        if (targets.IsEmpty || path.Contains(link))
        {
            return false;
        }

        found.Step("forwards", key, string.Join(", ", targets));
        foreach (string target in targets)
        {
            FollowTarget(target, address, path.Then(link), inForward: true);
        }

        return true;
    }

    private void Unknown(EnvelopeAddress address, TablePath path)
    {
        const string Link = "unknown-users";
        string relay = tables.Options.UnknownUserRelay;
        if (relay.Length == 0 || path.Contains(Link))
        {
            found.Fail(address, RecipientResolver.UserUnknown, path);
            return;
        }

        found.Step(Link, address.ToString(), relay);
        if (ErrorTarget.TryRead(relay, out string? reply))
        {
            found.Fail(address, reply!, path);
        }
        else
        {
            FollowTarget(relay.StartsWith('@') ? (address with { Domain = relay[1..] }).ToString() : relay, address, path.Then(Link), inForward: false);
        }
    }

    private static bool IsAlwaysThere(string localPart) =>
        localPart.Equals("postmaster", StringComparison.OrdinalIgnoreCase) || localPart.Equals("MAILER-DAEMON", StringComparison.OrdinalIgnoreCase);
}
