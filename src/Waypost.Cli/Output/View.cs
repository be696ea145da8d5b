using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace Waypost.Cli.Output;

/// <summary>One column of a table.</summary>
internal sealed record Column<T>(string Heading, Func<T, string> Cell);

/// <summary>How resources of one kind are shown.</summary>
internal sealed record View<T>(params Column<T>[] Columns)
{
    public static string Time(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public void Write(TextWriter output, OutputFormat format, IReadOnlyList<T> items)
    {
        if (format != OutputFormat.Table)
        {
            ApiJson.Write(output, format, ApiJson.Write(items, (JsonTypeInfo<IReadOnlyList<T>>)ApiJson.Indented.GetTypeInfo(typeof(IReadOnlyList<T>))!));
            return;
        }

        TextTable.Write(output, [.. Columns.Select(column => column.Heading)], [.. items.Select(Cells)]);
    }

    public void Write(TextWriter output, OutputFormat format, T item)
    {
        if (format != OutputFormat.Table)
        {
            ApiJson.Write(output, format, ApiJson.Write(item, (JsonTypeInfo<T>)ApiJson.Indented.GetTypeInfo(typeof(T))!));
            return;
        }

        TextTable.Write(output, [.. Columns.Select(column => column.Heading)], [Cells(item)]);
    }

    private string[] Cells(T item) => [.. Columns.Select(column => column.Cell(item))];
}
