using Waypost.Dns.Names;
using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc;

/// <summary>The arguments <c>zone [class [view]]</c> that most commands take.</summary>
public static class ZoneArgument
{
    /// <summary>
    /// The zone that the arguments from <paramref name="position"/> on name; null without an error when there are none;
    /// otherwise null with BIND's error.
    /// </summary>
    public static async Task<(RndcZone? Zone, RndcReply? Error)> FindAsync(RndcContext context, RndcArguments arguments, int position, CancellationToken cancellationToken)
    {
        if (arguments[position] is not { } text)
        {
            return (null, null);
        }
        if (Normalize(text, out var problem) is not { } name)
        {
            return (null, problem);
        }
        if (arguments[position + 1] is { } classText && !IsClass(classText))
        {
            return (null, new RndcReply(RndcResult.UnknownClass));
        }
        var view = arguments[position + 2];
        if (view is not null && !context.Target.Views.Contains(view, StringComparer.Ordinal))
        {
            return (null, new RndcReply(RndcResult.NotFound, $"no matching view '{view}'"));
        }
        var wanted = (arguments[position + 1] ?? "IN").ToUpperInvariant();
        var found = (await context.Target.FindZonesAsync(name, cancellationToken))
            .Where(zone => (view is null || zone.View == view) && (wanted is "IN" or "CLASS1" or "ANY" or "CLASS255" || zone.Class == wanted))
            .ToList();
        if (wanted is "IN" or "CLASS1")
        {
            found.RemoveAll(zone => zone.Class != "IN");
        }
        return found.Count switch
        {
            1 => (found[0], null),
            0 => (null, new RndcReply(RndcResult.NotFound, $"no matching zone '{text}' in {(view is null ? "any view" : $"view '{view}'")}")),
            _ => (null, new RndcReply(RndcResult.Multiple, $"zone '{text}' was found in multiple views")),
        };
    }

    /// <summary>As <see cref="FindAsync"/>, for commands that must have a zone.</summary>
    public static async Task<(RndcZone? Zone, RndcReply Error)> RequireAsync(RndcContext context, RndcArguments arguments, int position, CancellationToken cancellationToken)
    {
        var (zone, error) = await FindAsync(context, arguments, position, cancellationToken);
        return (zone, error ?? new RndcReply(RndcResult.UnexpectedEnd));
    }

    /// <summary>The name in lower case without its final dot, or null and the error.</summary>
    public static string? Normalize(string text, out RndcReply? error)
    {
        error = null;
        if (text.Length > 0 && DnsName.TryParse(text, DnsName.Root, out var name, out _))
        {
            var normal = name.ToString().ToLowerInvariant();
            return normal.Length > 1 ? normal[..^1] : normal;
        }
        error = new RndcReply(text.Contains("..", StringComparison.Ordinal) || text.StartsWith('.') ? RndcResult.EmptyLabel : RndcResult.SyntaxError);
        return null;
    }

    private static bool IsClass(string text) =>
        text.ToUpperInvariant() is "IN" or "CH" or "HS" or "CHAOS" or "HESIOD" or "ANY" or "NONE"
        || (text.StartsWith("CLASS", StringComparison.OrdinalIgnoreCase) && ushort.TryParse(text.AsSpan(5), out _));
}
