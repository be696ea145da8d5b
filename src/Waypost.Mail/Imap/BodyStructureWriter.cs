using System.Globalization;
using System.Text;
using MimeKit;

namespace Waypost.Mail.Imap;

/// <summary>Writes BODYSTRUCTURE with extension data (RFC 9051 section 7.5.2).</summary>
public static class BodyStructureWriter
{
    private const string PlainText = "\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\"";

    /// <summary>Appends the structure of a part and the parts in it.</summary>
    public static void Append(StringBuilder target, PartNode part)
    {
        target.Append('(');
        if (part.IsMultipart)
        {
            AppendMultipart(target, part);
        }
        else
        {
            AppendBasic(target, part);
        }

        target.Append(')');
    }

    private static void AppendMultipart(StringBuilder target, PartNode part)
    {
        foreach (var child in part.Children)
        {
            Append(target, child);
        }

        target.Append(' ').AppendNString(EnvelopeWriter.Encode(part.Entity!.ContentType.MediaSubtype.ToUpperInvariant())).Append(' ');
        AppendParameters(target, part.Entity.ContentType.Parameters);
        AppendExtensions(target, part.Entity);
    }

    private static void AppendBasic(StringBuilder target, PartNode part)
    {
        var entity = part.Entity;
        if (entity is null or Multipart)
        {
            // A multipart needs a part in it (RFC 9051 body-type-mpart), so one without is text.
            target.Append(CultureInfo.InvariantCulture, $"{PlainText} {part.Span.BodySize} {part.Span.Lines} NIL NIL NIL NIL");
            return;
        }

        var type = entity.ContentType;
        var embedded = part.Embedded;

        // What a client would read as structured but is opaque here (encoded, or nested too deep) must not look structured.
        var opaque = (type.IsMimeType("multipart", "*") || type.IsMimeType("message", "rfc822")) && embedded is null;
        target.AppendNString(opaque ? "APPLICATION" : EnvelopeWriter.Encode(type.MediaType.ToUpperInvariant())).Append(' ')
            .AppendNString(opaque ? "OCTET-STREAM" : EnvelopeWriter.Encode(type.MediaSubtype.ToUpperInvariant())).Append(' ');
        AppendParameters(target, type.Parameters);
        target.Append(' ').AppendNString(Value(entity, HeaderId.ContentId))
            .Append(' ').AppendNString(Value(entity, HeaderId.ContentDescription))
            .Append(' ').AppendNString(Value(entity, HeaderId.ContentTransferEncoding) is { Length: > 0 } encoding ? encoding.ToUpperInvariant() : "7BIT")
            .Append(CultureInfo.InvariantCulture, $" {part.Span.BodySize}");
        if (embedded is not null && type.IsMimeType("message", "rfc822"))
        {
            target.Append(' ');
            EnvelopeWriter.Append(target, embedded.Message);
            target.Append(' ');
            Append(target, embedded.Body);
            target.Append(CultureInfo.InvariantCulture, $" {part.Span.Lines}");
        }
        else if (type.IsMimeType("text", "*"))
        {
            target.Append(CultureInfo.InvariantCulture, $" {part.Span.Lines}");
        }

        target.Append(' ').AppendNString(Value(entity, HeaderId.ContentMd5));
        AppendExtensions(target, entity);
    }

    private static void AppendExtensions(StringBuilder target, MimeEntity entity)
    {
        target.Append(' ');
        if (entity.ContentDisposition is { } disposition)
        {
            target.Append('(').AppendNString(EnvelopeWriter.Encode(disposition.Disposition.ToUpperInvariant())).Append(' ');
            AppendParameters(target, disposition.Parameters);
            target.Append(')');
        }
        else
        {
            target.Append("NIL");
        }

        target.Append(' ').AppendNString(Value(entity, HeaderId.ContentLanguage)).Append(' ').AppendNString(Value(entity, HeaderId.ContentLocation));
    }

    private static void AppendParameters(StringBuilder target, ParameterList parameters)
    {
        if (parameters.Count == 0)
        {
            target.Append("NIL");
            return;
        }

        target.Append('(');
        var first = true;
        foreach (var parameter in parameters)
        {
            target.Append(first ? "" : " ");
            first = false;

            // RFC 2231: a parameter beyond ASCII has a starred name and a percent-encoded value with its charset.
            var ascii = parameter.Value.All(char.IsAscii);
            target.AppendNString(parameter.Name.ToUpperInvariant() + (ascii ? "" : "*")).Append(' ')
                .AppendNString(ascii ? parameter.Value : "utf-8''" + Uri.EscapeDataString(parameter.Value));
        }

        target.Append(')');
    }

    private static string? Value(MimeEntity entity, HeaderId id) => EnvelopeWriter.Text(entity.Headers.FirstOrDefault(header => header.Id == id));
}
