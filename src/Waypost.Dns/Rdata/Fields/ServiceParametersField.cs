using System.Buffers.Binary;
using System.Text;
using Waypost.Dns.Presentation;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>Service parameters such as <c>alpn=h2,h3 port=8443</c>, in the order of their keys, to the end of the rdata (RFC 9460 section 2).</summary>
internal sealed class ServiceParametersField() : RdataField("parameters")
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        var parameters = new SortedDictionary<ushort, byte[]>();
        var first = tokens.Peek;
        while (!tokens.AtEnd)
        {
            tokens.TryNextString(Name, out var token);
            var equals = token.Text.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? token.Text : token.Text[..equals];
            var value = equals < 0 ? null : token.Text[(equals + 1)..];
            // The lexer parts key="value" at the quote.
            var next = tokens.Peek;
            if (value is "" && next.Kind == TokenKind.Quoted && next.Line == token.Line && next.Column == token.Column + token.Text.Length)
            {
                tokens.TryNextString(Name, out next);
                value = next.Text;
            }
            if (!ServiceParameterKey.TryParse(name, out var key))
            {
                return tokens.Fail(token, $"'{name}' is not a service parameter key, such as alpn, port or key667");
            }
            if (ServiceParameterValue.Parse(key, value, name.StartsWith("key", StringComparison.Ordinal), out var bytes) is { } error)
            {
                return tokens.Fail(token, error);
            }
            if (!parameters.TryAdd(key, bytes))
            {
                return tokens.Fail(token, $"the parameter {name} is there twice");
            }
        }
        if (CheckTogether(parameters) is { } problem)
        {
            return tokens.Fail(first, problem);
        }
        foreach (var (key, bytes) in parameters)
        {
            if (bytes.Length > ushort.MaxValue)
            {
                return tokens.Fail(first, "the rdata is longer than 65535 bytes");
            }
            wire.WriteUInt16(key);
            wire.WriteUInt16((ushort)bytes.Length);
            wire.WriteBytes(bytes);
        }
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        var parameters = new SortedDictionary<ushort, byte[]>();
        var (last, separator) = (-1, "");
        while (reader.TryReadUInt16(out var key))
        {
            // RFC 9460 section 2.2: keys rise strictly.
            if (key <= last || key == ushort.MaxValue || !reader.TryReadUInt16(out var length) || !reader.TryReadBytes(length, out var bytes))
            {
                return false;
            }
            last = key;
            parameters.Add(key, bytes.ToArray());
            text.Append(separator).Append(ServiceParameterKey.Format(key));
            if (!ServiceParameterValue.TryFormat(key, bytes, text))
            {
                return false;
            }
            separator = " ";
        }
        return reader.Remaining == 0 && CheckTogether(parameters) is null;
    }

    private static string? CheckTogether(SortedDictionary<ushort, byte[]> parameters)
    {
        // RFC 9460 section 7.1.1.
        if (parameters.ContainsKey(ServiceParameterKey.NoDefaultAlpn) && !parameters.ContainsKey(ServiceParameterKey.Alpn))
        {
            return "no-default-alpn needs alpn beside it";
        }
        // RFC 9460 section 8.
        var mandatory = parameters.GetValueOrDefault(ServiceParameterKey.Mandatory) ?? [];
        for (var i = 0; i + 1 < mandatory.Length; i += 2)
        {
            var key = BinaryPrimitives.ReadUInt16BigEndian(mandatory.AsSpan(i));
            if (!parameters.ContainsKey(key))
            {
                return $"the mandatory parameter {ServiceParameterKey.Format(key)} is missing";
            }
        }
        return null;
    }
}
