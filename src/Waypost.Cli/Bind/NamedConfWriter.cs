using System.Text;
using Waypost.Client;

namespace Waypost.Cli.Bind;

/// <summary>Writes statements of named.conf, indented.</summary>
internal sealed class NamedConfWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public override string ToString() => _text.ToString();

    public NamedConfWriter Line(string text)
    {
        _text.Append('\t', _depth).Append(text).Append('\n');
        return this;
    }

    public void Block(string head, Action body)
    {
        Line(head + " {");
        _depth++;
        body();
        _depth--;
        Line("};");
    }

    public void Clause(string name, object? value)
    {
        if (value is not null)
        {
            Line($"{name} {(value is bool flag ? flag ? "yes" : "no" : value)};");
        }
    }

    public void Quoted(string name, string? value)
    {
        if (value is not null)
        {
            Line($"{name} {Quote(value)};");
        }
    }

    public void List(string name, IReadOnlyList<string>? elements)
    {
        if (elements is not null)
        {
            Line($"{name} {{ {string.Concat(elements.Select(element => element + "; "))}}};");
        }
    }

    /// <summary>The settings that hold for zones, as far as they are stated; rules of update-policy are for a zone alone.</summary>
    public void Settings(ZoneSettings? settings, bool isZone)
    {
        if (settings is null)
        {
            return;
        }

        List("allow-query", settings.AllowQuery);
        List("allow-transfer", settings.AllowTransfer);
        List("allow-update-forwarding", settings.AllowUpdateForwarding);
        List("allow-notify", settings.AllowNotify);
        if (settings.UpdatePolicy is not null && isZone)
        {
            Line(settings.UpdatePolicy is ["local"] ? "update-policy local;" : $"update-policy {{ {string.Concat(settings.UpdatePolicy.Select(rule => rule + "; "))}}};");
        }
        else
        {
            List("allow-update", settings.AllowUpdate);
        }

        List("also-notify", settings.AlsoNotify);
        Clause("notify", settings.Notify);
        Clause("min-refresh-time", settings.MinRefresh);
        Clause("max-refresh-time", settings.MaxRefresh);
        Clause("min-retry-time", settings.MinRetry);
        Clause("max-retry-time", settings.MaxRetry);
    }

    public static string Quote(string text) => "\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
