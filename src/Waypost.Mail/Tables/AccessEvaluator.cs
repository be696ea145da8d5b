using System.Net;
using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>Answers from the access entries as sendmail's access_db does with delay_checks: recipient, then sender, then connection.</summary>
public static class AccessEvaluator
{
    private const string Table = "access-entries";
    private const string Denied = "550 5.7.1 Access denied";

    /// <summary>Decides about one recipient, or about as much of the envelope as the query has.</summary>
    public static AccessDecision Evaluate(MailTables tables, AccessQuery query)
    {
        var steps = new List<TableStep>();
        string outcome = "OK";
        if (query.Recipient is not null)
        {
            AccessDecision? refused = CheckRecipient(tables, query, steps, ref outcome, out EnvelopeAddress recipient);
            if (refused is not null)
            {
                return refused;
            }

            // Spam:x FRIEND lets that recipient's mail skip the sender and connection checks.
            bool local = tables.IsLocalDomain(recipient.Domain);
            if (Find(tables, "Spam:", AccessKeys.OfAddress(recipient, local), steps, tagOnly: true).Action == AccessAction.Friend)
            {
                return new AccessDecision(outcome, null, steps);
            }
        }

        if (query.Authenticated)
        {
            return new AccessDecision(outcome, null, steps);
        }

        if (!string.IsNullOrEmpty(query.ReversePath) && EnvelopeAddress.TryParse(query.ReversePath, out EnvelopeAddress sender))
        {
            AccessValue value = Find(tables, "From:", AccessKeys.OfAddress(sender, userAnywhere: true), steps);
            if (Refusal(value, Denied, steps) is { } refused)
            {
                return refused;
            }

            if (value.Action is AccessAction.Ok or AccessAction.Relay)
            {
                return new AccessDecision(outcome, null, steps);
            }
        }

        return Refusal(FindConnection(tables, query, steps), Denied, steps) ?? new AccessDecision(outcome, null, steps);
    }

    private static AccessDecision? CheckRecipient(MailTables tables, AccessQuery query, List<TableStep> steps, ref string outcome, out EnvelopeAddress recipient)
    {
        if (!EnvelopeAddress.TryParse(query.Recipient, out recipient))
        {
            return new AccessDecision("REJECT", "553 5.1.3 Bad recipient address syntax", steps);
        }

        bool local = tables.IsLocalDomain(recipient.Domain);
        AccessValue value = Find(tables, "To:", AccessKeys.OfAddress(recipient, local), steps);
        if (Refusal(value, "550 5.2.1 Mailbox disabled for this recipient", steps) is { } refused)
        {
            return refused;
        }

        // A local part that routes onward (user%remote, "user@remote", remote!user) is relaying in disguise.
        bool routed = recipient.LocalPart.AsSpan().IndexOfAny("%@!") >= 0;
        if (local && !routed)
        {
            return null;
        }

        if (MayRelay(tables, query, recipient, steps))
        {
            outcome = "RELAY";
            return null;
        }

        return new AccessDecision("REJECT", "550 5.7.1 Relaying denied", steps);
    }

    private static bool MayRelay(MailTables tables, AccessQuery query, EnvelopeAddress recipient, List<TableStep> steps)
    {
        if (query.Authenticated || query.RelayClient)
        {
            return true;
        }

        if (!tables.IsLocalDomain(recipient.Domain)
            && Find(tables, "To:", AccessKeys.OfName(recipient.Domain), steps).Action == AccessAction.Relay)
        {
            return true;
        }

        if (IPAddress.TryParse(query.ClientAddress, out IPAddress? address)
            && Find(tables, "Connect:", AccessKeys.OfClientAddress(address), steps).Action == AccessAction.Relay)
        {
            return true;
        }

        return query.ClientName is not null
            && Find(tables, "Connect:", AccessKeys.OfName(query.ClientName), steps).Action == AccessAction.Relay;
    }

    // The client's name beats its address: the first hit wins.
    private static AccessValue FindConnection(MailTables tables, AccessQuery query, List<TableStep> steps)
    {
        IEnumerable<string> keys = query.ClientName is null ? [] : AccessKeys.OfName(query.ClientName);
        if (IPAddress.TryParse(query.ClientAddress, out IPAddress? address))
        {
            keys = keys.Concat(AccessKeys.OfClientAddress(address));
        }

        return Find(tables, "Connect:", keys, steps);
    }

    private static AccessValue Find(MailTables tables, string tag, IEnumerable<string> keys, List<TableStep> steps, bool tagOnly = false)
    {
        foreach (string key in keys)
        {
            string tagged = tag + key;
            string found = tagged;
            if (!tables.AccessEntries.TryGetValue(tagged, out string? text))
            {
                if (tagOnly || !tables.AccessEntries.TryGetValue(key, out text))
                {
                    continue;
                }

                found = key;
            }

            var step = new TableStep(Table, found, text);
            if (!steps.Contains(step))
            {
                steps.Add(step);
            }

            // SKIP ends this search as if nothing was found; so does a value that cannot be read.
            return AccessValue.TryParse(text, out AccessValue value) && value.Action != AccessAction.Skip ? value : default;
        }

        return default;
    }

    private static AccessDecision? Refusal(AccessValue value, string rejectReply, List<TableStep> steps) => value.Action switch
    {
        AccessAction.Reject => new AccessDecision("REJECT", rejectReply, steps),
        AccessAction.Error => new AccessDecision("ERROR", value.Reply, steps),
        AccessAction.Discard => new AccessDecision("DISCARD", null, steps),
        _ => null,
    };
}
