using System.Globalization;
using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Writes a zone's contents as a master file, in BIND's two styles.</summary>
public static class ContentsWriter
{
    private const int FullColumn = 46;
    private const int FullRdataColumn = 64;
    private const int RelativeColumn = 24;
    private const int RelativeRdataColumn = 32;
    private const int Tab = 8;
    private const string NoOrigin = "no origin was stated yet";

    /// <summary>One whole record a line: absolute owner, TTL, class, type, rdata; in canonical order.</summary>
    public static void WriteFull(ZoneContents contents, ushort recordClass, TextWriter output)
    {
        var (line, className) = (new StringBuilder(), RecordClass.Format(recordClass));
        foreach (var name in ContentsOrder.Names(contents))
        {
            foreach (var rrset in ContentsOrder.Rrsets(contents, name))
            {
                var type = RdataRegistry.Find(contents.Type(rrset));
                foreach (var record in ContentsOrder.Records(contents, rrset))
                {
                    line.Clear();
                    WireName.Format(contents.Name(name), line);
                    Indent(line, FullColumn);
                    line.Append(contents.Ttl(rrset));
                    Indent(line, FullColumn);
                    line.Append(className);
                    Indent(line, FullColumn);
                    line.Append(type.Mnemonic);
                    Indent(line, FullRdataColumn);
                    output.WriteLine(line.Append(RdataParsers.Format(recordClass, type, contents.Rdata(record))).ToString());
                }
            }
        }
    }

    /// <summary>For reading by people: $ORIGIN and $TTL where they change, owners relative and stated once.</summary>
    public static void WriteRelative(ZoneContents contents, ushort recordClass, TextWriter output)
    {
        var (line, origin, ttl) = (new StringBuilder(), NoOrigin, default(uint?));
        foreach (var name in ContentsOrder.Names(contents))
        {
            var (label, parent) = Split(contents.Name(name));
            if (parent != origin)
            {
                output.WriteLine($"$ORIGIN {origin = parent}");
            }
            foreach (var rrset in ContentsOrder.Rrsets(contents, name))
            {
                var type = RdataRegistry.Find(contents.Type(rrset));
                if (ttl != contents.Ttl(rrset))
                {
                    ttl = contents.Ttl(rrset);
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"$TTL {ttl}"));
                }
                foreach (var record in ContentsOrder.Records(contents, rrset))
                {
                    line.Clear().Append(label);
                    Indent(line, RelativeColumn);
                    // The class is stated once: what follows is of the same.
                    line.Append(label.Length > 0 ? RecordClass.Format(recordClass) + " " : "").Append(type.Mnemonic);
                    Indent(line, RelativeRdataColumn);
                    output.WriteLine(line.Append(RdataParsers.Format(recordClass, type, contents.Rdata(record))).ToString());
                    label = "";
                }
            }
        }
    }

    // As BIND does: at least one blank, tabs as far as they reach.
    private static void Indent(StringBuilder line, int column)
    {
        var from = Width(line);
        column = Math.Max(column, from + 1);
        var tabs = (column / Tab) - (from / Tab);
        if (tabs > 0)
        {
            line.Append('\t', tabs);
            from = column / Tab * Tab;
        }
        line.Append(' ', column - from);
    }

    private static int Width(StringBuilder line)
    {
        var width = 0;
        for (var i = 0; i < line.Length; i++)
        {
            width = line[i] == '\t' ? ((width / Tab) + 1) * Tab : width + 1;
        }
        return width;
    }

    private static (string Label, string Parent) Split(ReadOnlySpan<byte> name)
    {
        if (name[0] == 0)
        {
            return ("@", ".");
        }
        var text = new StringBuilder();
        WireName.Format(name[(name[0] + 1)..], text);
        var parent = text.ToString();
        text.Clear();
        WireName.Format(name, text);
        return (text.ToString(0, text.Length - (parent == "." ? 1 : parent.Length + 1)), parent);
    }
}
