using MimeKit;
using MimeKit.Utils;

namespace Waypost.Mail.Store;

/// <summary>Reads what SORT and THREAD order by out of a header.</summary>
internal static class SortKeyReader
{
    private const int MaxText = 400;
    private const int MaxReferences = 100;

    public static SortKeys Read(MimeMessage? message)
    {
        if (message is null)
        {
            return MessageSummary.NoKeys;
        }

        var (subject, reply) = BaseSubject.Of(message.Subject);
        return new(
            0,
            Short(subject),
            reply,
            message.Date == DateTimeOffset.MinValue ? null : message.Date,
            MailboxPart(message.From),
            MailboxPart(message.To),
            MailboxPart(message.Cc),
            Display(message.From),
            Display(message.To),
            message.MessageId is { Length: > 0 } id ? Short(id) : null,
            References(message));
    }

    private static List<string> References(MimeMessage message)
    {
        // RFC 5256 section 3: In-Reply-To counts when there are no References, and its first id alone.
        var references = message.References.Where(id => id.Length > 0).Select(Short).ToList();
        if (references.Count == 0)
        {
            var repliedTo = message.Headers[HeaderId.InReplyTo];
            return repliedTo is null ? [] : [.. MimeUtils.EnumerateReferences(repliedTo).Take(1).Select(Short)];
        }

        return references.Count <= MaxReferences ? references : [references[0], .. references.TakeLast(MaxReferences - 1)];
    }

    // RFC 5256 section 3: addr-mailbox of the first address.
    private static string MailboxPart(InternetAddressList list) => list.FirstOrDefault() switch
    {
        MailboxAddress mailbox => Short(LocalPart(mailbox.Address).ToUpperInvariant()),
        GroupAddress group => Short((group.Name ?? "").ToUpperInvariant()),
        _ => "",
    };

    // RFC 5957 section 2: the display name, else mailbox@host.
    private static string Display(InternetAddressList list) => list.FirstOrDefault() switch
    {
        { Name: { Length: > 0 } name } => Short(name.ToUpperInvariant()),
        MailboxAddress mailbox => Short(mailbox.Address.ToUpperInvariant()),
        _ => "",
    };

    private static string LocalPart(string address) => address.LastIndexOf('@') is >= 0 and var at ? address[..at] : address;

    private static string Short(string text) => text.Length <= MaxText ? text : text[..MaxText];
}
