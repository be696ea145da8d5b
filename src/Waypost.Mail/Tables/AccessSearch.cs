using System.Net;

namespace Waypost.Mail.Tables;

/// <summary>Looks keys up among the access entries and notes which applied.</summary>
internal sealed class AccessSearch(MailTables tables)
{
    private const string Table = "access-entries";

    public List<TableStep> Steps { get; } = [];

    /// <summary>The value of the first key that has one, by the tag, then (unless <paramref name="tagOnly"/>) without it.</summary>
    public AccessValue Find(string tag, IEnumerable<string> keys, bool tagOnly = false)
    {
        // SKIP ends this search as if nothing was found; so does a value that cannot be read.
        return FindText(tag, keys, tagOnly) is { } text && AccessValue.TryParse(text, out AccessValue value) && value.Action != AccessAction.Skip ? value : default;
    }

    /// <summary>The text of the first key that has one; null for none.</summary>
    public string? FindText(string tag, IEnumerable<string> keys, bool tagOnly)
    {
        if (tables.AccessEntries.IsEmpty)
        {
            return null;
        }

        foreach (string key in keys)
        {
            string found = tag + key;
            if (!tables.AccessEntries.TryGetValue(found, out string? text))
            {
                if (tagOnly || !tables.AccessEntries.TryGetValue(key, out text))
                {
                    continue;
                }

                found = key;
            }

            var step = new TableStep(Table, found, text);
            if (!Steps.Contains(step))
            {
                Steps.Add(step);
            }

            return text;
        }

        return null;
    }

    /// <summary>The keys of a client or server: its name first, then its address; both may be unknown.</summary>
    public IEnumerable<string> HostKeys(string? name, string? address)
    {
        IEnumerable<string> keys = string.IsNullOrEmpty(name) ? [] : AccessKeys.OfName(name);
        return IPAddress.TryParse(address, out IPAddress? parsed) ? keys.Concat(AddressKeys(parsed)) : keys;
    }

    /// <summary>The keys of an address.</summary>
    public IEnumerable<string> AddressKeys(IPAddress address) => AccessKeys.OfClientAddress(address, AccessBlocks.Lengths(tables));
}
