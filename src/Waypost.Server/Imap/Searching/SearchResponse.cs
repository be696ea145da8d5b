using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Searching;

/// <summary>Writes ESEARCH (RFC 9051 section 7.3.4), and SEARCH and SORT for clients that did not ask for it.</summary>
internal static class SearchResponse
{
    /// <summary>The old form: numbers one after the other.</summary>
    public static void WriteList(ImapWriter writer, string response, IReadOnlyList<uint> numbers, long? modSeq)
    {
        writer.Text("* ").Text(response);
        foreach (var number in numbers)
        {
            writer.Octets(" "u8).Number(number);
        }

        if (modSeq is { } highest)
        {
            writer.Octets(" (MODSEQ "u8).Number(highest).Octets(")"u8);
        }

        writer.Line("");
    }

    /// <summary>What the return options ask for, in their order; numbers are in the order of the result.</summary>
    public static void WriteExtended(ImapSession session, SearchReturn options, IReadOnlyList<uint> numbers, bool byUid, long? modSeq)
    {
        if (options.Items.Count == 0)
        {
            return;
        }

        var writer = session.Writer;
        writer.Octets("* ESEARCH (TAG "u8).Text(ImapText.Quote(session.Tag)).Octets(")"u8);
        if (byUid)
        {
            writer.Octets(" UID"u8);
        }

        foreach (var item in options.Items)
        {
            WriteItem(writer, item, options, numbers);
        }

        if (modSeq is { } highest)
        {
            writer.Octets(" MODSEQ "u8).Number(highest);
        }

        writer.Line("");
    }

    // RFC 4731 section 3.1: nothing found, then only COUNT and PARTIAL have something to say.
    private static void WriteItem(ImapWriter writer, string item, SearchReturn options, IReadOnlyList<uint> numbers)
    {
        switch (item)
        {
            case "COUNT":
                writer.Octets(" COUNT "u8).Number(numbers.Count);
                break;
            case "PARTIAL":
                var part = options.Partial!.Of(numbers);
                writer.Octets(" PARTIAL ("u8).Text(options.Partial.ToString()).Octets(" "u8).Text(part.Count == 0 ? "NIL" : SequenceSet.Format(part)).Octets(")"u8);
                break;
            case "MIN" when numbers.Count > 0:
                writer.Octets(" MIN "u8).Number(numbers[0]);
                break;
            case "MAX" when numbers.Count > 0:
                writer.Octets(" MAX "u8).Number(numbers[^1]);
                break;
            case "ALL" when numbers.Count > 0:
                writer.Octets(" ALL "u8).Text(SequenceSet.Format(numbers));
                break;
        }
    }
}
