using System.Collections.Immutable;
using Waypost.Mail.Addresses;
using Waypost.Mail.Queue;

namespace Waypost.Mail.Tables;

/// <summary>Follows an address through virtual users and aliases to accounts and remote addresses.</summary>
public static class RecipientResolver
{
    /// <summary>The reply for a local part that is nobody's.</summary>
    public const string UserUnknown = "550 5.1.1 User unknown";

    /// <summary>The reply for tables that lead back to themselves.</summary>
    public const string LoopBroken = "554 5.4.6 aliasing/forwarding loop broken";

    /// <summary>Resolves a forward-path, with or without a domain.</summary>
    /// <remarks>When an alias has good and bad targets the mail is accepted, and each bad target becomes a remote
    /// recipient at a local domain: delivery resolves it again, fails, and so the sender gets a DSN.</remarks>
    public static ResolvedRecipient Resolve(MailTables tables, string address)
    {
        if (!EnvelopeAddress.TryParse(address, out EnvelopeAddress parsed))
        {
            return new ResolvedRecipient([], "553 5.1.3 Bad recipient address syntax", []);
        }

        var run = new Resolution(tables, address, parsed);
        run.Follow(parsed, []);
        return run.Result();
    }

    private sealed class Resolution(MailTables tables, string original, EnvelopeAddress parsed)
    {
        private const int MaxDepth = 50;
        private const int MaxRecipients = 10_000;
        private readonly List<TableStep> _steps = [];
        private readonly Dictionary<string, QueueRecipient> _recipients = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<(string Target, string Reply)> _failures = [];

        public ResolvedRecipient Result()
        {
            bool refused = _recipients.Count == 0;
            foreach ((string target, string reply) in _failures)
            {
                _steps.Add(new TableStep("unresolved", target, reply));
                _recipients.TryAdd(target, new QueueRecipient(original, null, target));
            }

            return refused
                ? new ResolvedRecipient([], _failures.Count > 0 ? _failures[0].Reply : UserUnknown, _steps)
                : new ResolvedRecipient([.. _recipients.Values], null, _steps);
        }

        public void Follow(EnvelopeAddress address, ImmutableList<string> chain)
        {
            if (chain.Count > MaxDepth || _recipients.Count > MaxRecipients)
            {
                Fail(address, LoopBroken);
            }
            else if (address.Domain.EndsWith(".REDIRECT", StringComparison.OrdinalIgnoreCase))
            {
                Fail(address, $"551 5.1.6 User has moved; please try <{address with { Domain = address.Domain[..^9] }}>");
            }
            else if (!tables.IsLocalDomain(address.Domain))
            {
                _recipients.TryAdd(address.ToString(), new QueueRecipient(original, null, address.ToString()));
            }
            else if (!TryFollowVirtualUser(address, chain))
            {
                FollowLocal(address, chain);
            }
        }

        private bool TryFollowVirtualUser(EnvelopeAddress address, ImmutableList<string> chain)
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

            _steps.Add(new TableStep("virtual-users", key, target));
            if (ErrorTarget.IsErrorTarget(target))
            {
                Fail(address, ErrorTarget.TryRead(target, out string? reply) ? reply! : UserUnknown);
            }
            else if (chain.Contains(link, StringComparer.OrdinalIgnoreCase))
            {
                Fail(address, LoopBroken);
            }
            else
            {
                FollowTarget(target, address, chain.Add(link));
            }

            return true;
        }

        private void FollowTarget(string target, EnvelopeAddress from, ImmutableList<string> chain)
        {
            if (target.StartsWith('\\'))
            {
                Deliver(new EnvelopeAddress(target[1..], ""), target[1..], chain);
            }
            else if (EnvelopeAddress.TryParse(target, out EnvelopeAddress next))
            {
                Follow(next, chain);
            }
            else
            {
                Fail(from, "550 5.1.3 Bad address in the mail tables");
            }
        }

        private void FollowLocal(EnvelopeAddress address, ImmutableList<string> chain)
        {
            // A virtual domain that is no mail domain has no users of its own.
            bool mailDomain = address.Domain.Length == 0 || tables.MailDomains.Contains(address.Domain);
            if (!mailDomain && !IsAlwaysThere(address.LocalPart))
            {
                Fail(address, UserUnknown);
            }
            else if (!TryFollowAlias(address, chain))
            {
                Deliver(address, address.LocalPart, chain);
            }
        }

        private bool TryFollowAlias(EnvelopeAddress address, ImmutableList<string> chain)
        {
            foreach (string key in AliasKeys(address))
            {
                if (!tables.Aliases.TryGetValue(key, out ImmutableArray<string> targets))
                {
                    continue;
                }

                string link = "aliases " + key;
                if (chain.Contains(link, StringComparer.OrdinalIgnoreCase))
                {
                    // "ann: ann, archive" delivers to ann; a longer way back to oneself is a loop.
                    if (!string.Equals(chain[^1], link, StringComparison.OrdinalIgnoreCase))
                    {
                        Fail(address, LoopBroken);
                        return true;
                    }

                    return false;
                }

                _steps.Add(new TableStep("aliases", key, string.Join(", ", targets)));
                foreach (string target in targets)
                {
                    FollowTarget(target, address, chain.Add(link));
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

        private void Deliver(EnvelopeAddress address, string localPart, ImmutableList<string> chain)
        {
            int plus = localPart.IndexOf('+', StringComparison.Ordinal);
            string name = plus > 0 ? localPart[..plus] : localPart;
            if (tables.Accounts.TryGetValue(localPart, out string? account) || tables.Accounts.TryGetValue(name, out account))
            {
                AddAccount(account);
            }
            else if (name.Equals("MAILER-DAEMON", StringComparison.OrdinalIgnoreCase))
            {
                Follow(new EnvelopeAddress("postmaster", ""), chain.Add("MAILER-DAEMON"));
            }
            else if (IsAlwaysThere(name) && tables.Accounts.TryGetValue("postmaster", out account))
            {
                AddAccount(account);
            }
            else
            {
                Fail(address, UserUnknown);
            }
        }

        private static bool IsAlwaysThere(string localPart) =>
            localPart.Equals("postmaster", StringComparison.OrdinalIgnoreCase) || localPart.Equals("MAILER-DAEMON", StringComparison.OrdinalIgnoreCase);

        private void AddAccount(string account)
        {
            _steps.Add(new TableStep("accounts", account, account));
            _recipients.TryAdd("account " + account, new QueueRecipient(original, account, null));
        }

        private void Fail(EnvelopeAddress address, string reply)
        {
            string domain = address.Domain.Length > 0 ? address.Domain : parsed.Domain;
            _failures.Add(((address with { Domain = domain }).ToString(), reply));
        }
    }
}
