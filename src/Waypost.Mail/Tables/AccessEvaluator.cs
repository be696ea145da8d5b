using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>Answers from the access entries as sendmail's access_db does: with delay_checks recipient, then sender, then
/// connection; without it connection, sender and recipient, each for itself.</summary>
public static class AccessEvaluator
{
    /// <summary>Decides about one recipient, or about as much of the envelope as the query has.</summary>
    public static AccessDecision Evaluate(MailTables tables, AccessQuery query)
    {
        var evaluation = new Evaluation(tables, query);
        return tables.Options.DelayChecks ? evaluation.Delayed() : evaluation.InOrder();
    }

    private sealed class Evaluation(MailTables tables, AccessQuery query)
    {
        private const string Denied = "550 5.7.1 Access denied";
        private readonly AccessSearch _search = new(tables);
        private string _outcome = "OK";
        private string? _quarantine;

        public AccessDecision Delayed()
        {
            if (query.Recipient is not null)
            {
                if (Recipient(out EnvelopeAddress recipient) is { } refused)
                {
                    return refused;
                }

                if (IsSparedFrom(recipient))
                {
                    return Accepted();
                }
            }

            if (query.Authenticated)
            {
                return Accepted();
            }

            return Sender(out bool approved) is { } bad ? bad
                : approved ? Accepted()
                : Connection() ?? Accepted();
        }

        public AccessDecision InOrder() =>
            Connection() ?? Sender(out _) ?? (query.Recipient is null ? null : Recipient(out _)) ?? Accepted();

        private AccessDecision Accepted() =>
            new(_quarantine is null ? _outcome : "QUARANTINE", null, _search.Steps) { Quarantine = _quarantine };

        // Spam: entries say for whom the delayed checks count.
        private bool IsSparedFrom(EnvelopeAddress recipient)
        {
            IEnumerable<string> keys = AccessKeys.OfAddress(recipient, tables.IsLocalDomain(recipient.Domain));
            AccessAction said = _search.Find("Spam:", keys, tagOnly: true).Action;
            return tables.Options.SpamChecks == SpamChecks.Friend ? said == AccessAction.Friend : said != AccessAction.Hater;
        }

        private AccessDecision? Recipient(out EnvelopeAddress recipient)
        {
            if (!EnvelopeAddress.TryParse(query.Recipient, out recipient))
            {
                return new AccessDecision("REJECT", "553 5.1.3 Bad recipient address syntax", _search.Steps);
            }

            bool local = tables.IsLocalDomain(recipient.Domain);
            AccessValue value = _search.Find("To:", AccessKeys.OfAddress(recipient, local));
            if (Refusal(value, "550 5.2.1 Mailbox disabled for this recipient") is { } refused)
            {
                return refused;
            }

            // A local part that routes onward (user%remote, "user@remote", remote!user) is relaying in disguise.
            bool routed = recipient.LocalPart.AsSpan().IndexOfAny("%@!") >= 0;
            if (local && !routed)
            {
                return null;
            }

            if (RelayCheck.MayRelay(tables, query, recipient, _search))
            {
                _outcome = "RELAY";
                return null;
            }

            return new AccessDecision("REJECT", RelayCheck.Refusal(query), _search.Steps);
        }

        private AccessDecision? Sender(out bool approved)
        {
            approved = false;
            if (string.IsNullOrEmpty(query.ReversePath) || !EnvelopeAddress.TryParse(query.ReversePath, out EnvelopeAddress sender))
            {
                return null;
            }

            AccessValue value = _search.Find("From:", AccessKeys.OfAddress(sender, userAnywhere: true));
            approved = value.Action is AccessAction.Ok or AccessAction.Relay;
            return Refusal(value, Denied);
        }

        // The client's name beats its address: the first hit wins.
        private AccessDecision? Connection() =>
            Refusal(_search.Find("Connect:", _search.HostKeys(query.ClientName, query.ClientAddress)), Denied);

        private AccessDecision? Refusal(AccessValue value, string rejectReply)
        {
            if (value.Action == AccessAction.Quarantine)
            {
                _quarantine ??= value.Text;
            }

            return value.Action switch
            {
                AccessAction.Reject => new AccessDecision("REJECT", rejectReply, _search.Steps),
                AccessAction.Error => new AccessDecision("ERROR", value.Text, _search.Steps),
                AccessAction.Discard => new AccessDecision("DISCARD", null, _search.Steps),
                _ => null,
            };
        }
    }
}
