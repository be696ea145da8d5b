using System.Text;

namespace Waypost.Cli.Output;

/// <summary>Columns as wide as their widest cell, two spaces apart; the last is not padded.</summary>
internal static class TextTable
{
    public static void Write(TextWriter output, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = new int[headings.Count];
        for (int column = 0; column < widths.Length; column++)
        {
            widths[column] = rows.Select(row => row[column].Length).Append(headings[column].Length).Max();
        }

        output.WriteLine(Line(headings, widths));
        foreach (IReadOnlyList<string> row in rows)
        {
            output.WriteLine(Line(row, widths));
        }
    }

    private static string Line(IReadOnlyList<string> cells, int[] widths)
    {
        StringBuilder line = new();
        for (int column = 0; column < cells.Count; column++)
        {
            line.Append(cells[column].PadRight(widths[column])).Append("  ");
        }

        return line.ToString().TrimEnd();
    }
}
