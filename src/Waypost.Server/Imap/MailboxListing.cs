using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap;

/// <summary>Writes the responses of LIST and LSUB (RFC 9051 section 7.3.1).</summary>
internal static class MailboxListing
{
    public static async Task WriteAsync(ImapSession session, string response, ListRequest request, CancellationToken cancellationToken)
    {
        if (request.AsksForDelimiter)
        {
            // RFC 9051 section 6.3.9: an empty pattern asks for the delimiter and the root.
            session.Writer.Untagged($"{response} (\\Noselect) \"{MailboxName.Delimiter}\" \"\"");
        }

        if (request.Patterns.Count == 0)
        {
            return;
        }

        var tree = await ListedTree.ReadAsync(session, cancellationToken);
        foreach (var name in tree.Names.Where(name => request.Patterns.Any(pattern => pattern.Matches(name))))
        {
            await WriteNameAsync(session, response, request, tree, name, cancellationToken);
        }
    }

    /// <summary>Creates what is missing above a mailbox (RFC 3501 section 6.3.3).</summary>
    public static async Task CreateSuperiorsAsync(IMailboxStore store, long accountId, string name, CancellationToken cancellationToken)
    {
        foreach (var superior in MailboxName.Superiors(name))
        {
            await store.CreateAsync(accountId, superior, cancellationToken);
        }
    }

    private static async Task WriteNameAsync(ImapSession session, string response, ListRequest request, ListedTree tree, string name, CancellationToken cancellationToken)
    {
        var access = tree.Find(name);
        var selected = IsSelected(request, tree, name);
        var below = (request.OnlySubscribed || request.OnlySpecialUse) && (request.Recursive || response == "LSUB")
            && tree.Below(name).Any(inferior => IsSelected(request, tree, inferior));
        if (!selected && !below)
        {
            return;
        }

        var attributes = Attributes(session, response, request, tree, name, selected);
        var childInfo = request.Recursive && below ? " (\"CHILDINFO\" (\"SUBSCRIBED\"))" : "";
        session.Writer.Untagged($"{response} ({attributes}) \"{MailboxName.Delimiter}\" {session.Wire(name)}{childInfo}");
        if (access is null)
        {
            return;
        }

        if (request.ReturnRights)
        {
            session.Writer.Untagged($"MYRIGHTS {session.Wire(name)} {ImapText.Quote(access.Rights)}");
        }

        if (request.StatusItems is { } items && access.May('r'))
        {
            await MailboxStatusItems.WriteAsync(session, access, items, cancellationToken);
            await session.Writer.FlushIfLargeAsync(cancellationToken);
        }
    }

    private static bool IsSelected(ListRequest request, ListedTree tree, string name) =>
        (!request.OnlySubscribed || tree.IsSubscribed(name)) && (!request.OnlySpecialUse || tree.Find(name)?.Mailbox.SpecialUse is not null)
            && (request.OnlySubscribed || tree.Find(name) is not null || tree.HasChildren(name));

    private static string Attributes(ImapSession session, string response, ListRequest request, ListedTree tree, string name, bool selected)
    {
        var attributes = new List<string>();
        var access = tree.Find(name);
        if (access is null || (response == "LSUB" && !selected))
        {
            // RFC 5258 section 3: \NonExistent implies \Noselect, which older clients know.
            attributes.Add(request.IsExtended || session.Has(ImapModes.Rev2) ? "\\NonExistent" : "\\Noselect");
        }

        if (access?.Mailbox.SpecialUse is { } use)
        {
            attributes.Add(use);
        }

        if (request.ReturnSubscribed && tree.IsSubscribed(name))
        {
            attributes.Add("\\Subscribed");
        }

        var children = response == "LSUB" ? tree.Below(name).Any(tree.IsSubscribed) : tree.HasChildren(name);
        attributes.Add(children ? "\\HasChildren" : "\\HasNoChildren");
        return string.Join(' ', attributes);
    }
}
