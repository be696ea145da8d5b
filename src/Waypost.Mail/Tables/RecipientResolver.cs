using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>Follows an address through virtual users, aliases and forwards to accounts, remote addresses, files and commands.</summary>
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

        var found = new ResolvedTargets(address, parsed.Domain);
        new RecipientWalk(tables, found).Follow(parsed, TablePath.Start);
        return found.Result();
    }
}
