namespace Waypost.Mail.Store;

/// <summary>What FETCH, SORT and THREAD ask of a message, computed once when it arrives.</summary>
/// <param name="Envelope">The parenthesised ENVELOPE (RFC 9051 section 7.5.2).</param>
/// <param name="BodyStructure">The parenthesised BODYSTRUCTURE with extension data.</param>
public sealed record MessageSummary(string Envelope, string BodyStructure)
{
    /// <summary>The beginning of the text (PREVIEW, RFC 8970): at most 200 characters on one line.</summary>
    public string Preview { get; init; } = "";

    /// <summary>THREADID (RFC 8474 section 5.2): the same for messages that refer to the same first message.</summary>
    public string ThreadId { get; init; } = "";

    /// <summary>The keys of SORT and THREAD; their UID is 0.</summary>
    public SortKeys Keys { get; init; } = NoKeys;

    /// <summary>The text that searches compare: at arrival only, a summary that was read back has none.</summary>
    public SearchText? Text { get; init; }

    /// <summary>Keys of a message without a header.</summary>
    public static SortKeys NoKeys { get; } = new(0, "", false, null, "", "", "", "", "", null, []);
}

/// <summary>The decoded text of a message in upper case, as searches compare it.</summary>
/// <param name="Header">One line a field: its name, a colon, a blank and its value.</param>
/// <param name="Body">The text parts, one after the other.</param>
public sealed record SearchText(string Header, string Body)
{
    /// <summary>Characters that are kept of the header and of the body.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>A text as searches compare it (i;unicode-casemap without its decomposition).</summary>
    public static string Fold(string text) => text.ToUpperInvariant();
}
