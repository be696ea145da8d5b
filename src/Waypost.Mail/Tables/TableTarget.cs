using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tables;

/// <summary>What a target of an alias or forward is.</summary>
public enum TargetKind
{
    /// <summary>A local name or an address, which is looked up again.</summary>
    Address,

    /// <summary><c>\name</c>: deliver to the account, no more aliases or forwards.</summary>
    Final,

    /// <summary><c>:include:path</c>: every address of a file.</summary>
    Include,

    /// <summary><c>/path</c>: append to a file.</summary>
    File,

    /// <summary><c>|command</c>: pipe into a program.</summary>
    Command,
}

/// <summary>A target of an alias or forward, read. Quotes around the whole are not part of it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The address, name, path or command.</param>
public readonly record struct TableTarget(TargetKind Kind, string Text)
{
    /// <summary>Reads a target; false when it is none of the forms.</summary>
    public static bool TryParse(string text, out TableTarget target)
    {
        string bare = Unquote(text.Trim());
        if (bare.StartsWith(":include:", StringComparison.OrdinalIgnoreCase))
        {
            target = new TableTarget(TargetKind.Include, bare[9..].Trim());
            return target.Text.StartsWith('/') && IsClean(target.Text);
        }

        if (bare.StartsWith('|'))
        {
            target = new TableTarget(TargetKind.Command, bare[1..].Trim());
            return target.Text.Length > 0 && IsClean(target.Text);
        }

        // "/x=y/@host" is an X.400 address, as sendmail has it.
        if (bare.StartsWith('/') && !bare.Contains('@', StringComparison.Ordinal))
        {
            target = new TableTarget(TargetKind.File, bare);
            return bare.Length > 1 && IsClean(bare);
        }

        if (text.Trim() is ['\\', .. var name])
        {
            target = new TableTarget(TargetKind.Final, name);
            return !TableText.HasSpaceOrControl(name) && EnvelopeAddress.TryParse(name, out EnvelopeAddress local) && local.Domain.Length == 0;
        }

        string address = InBrackets(text.Trim());
        target = new TableTarget(TargetKind.Address, address);
        return IsClean(address) && EnvelopeAddress.TryParse(address, out _);
    }

    // "Ann Smith" <ann@example.com>: the address is what the brackets hold.
    private static string InBrackets(string text)
    {
        int open = text.LastIndexOf('<');
        return open >= 0 && text.EndsWith('>') ? text[(open + 1)..^1].Trim() : text;
    }

    private static string Unquote(string text) =>
        text.Length >= 2 && text[0] == '"' && text[^1] == '"' && text.IndexOf('"', 1) == text.Length - 1 ? text[1..^1] : text;

    private static bool IsClean(string text) => !text.Any(char.IsControl);
}
