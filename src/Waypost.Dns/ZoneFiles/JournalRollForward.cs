using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Brings a zone that was read from its file to the last version of named's journal of it.</summary>
public static class JournalRollForward
{
    /// <summary>
    /// The zone of the journal's last version; null with the outcome when there is none to go to. As named does, a record that is
    /// to go and is not there, or is to come and is there, is passed over.
    /// </summary>
    /// <param name="serial">The serial of the zone as it was read.</param>
    public static ZoneContents? Run(ZoneContents contents, uint serial, Stream journal, out BindJournal.Outcome outcome)
    {
        List<JournalledRecord> records = [];
        outcome = BindJournal.Read(journal, serial, records);
        if (outcome != BindJournal.Outcome.RolledForward)
        {
            return null;
        }
        var touched = new Dictionary<Key, Draft>();
        foreach (var record in records)
        {
            var key = new Key(record.Owner, record.Type);
            if (!touched.TryGetValue(key, out var draft))
            {
                touched.Add(key, draft = Draft.Of(contents, record));
            }
            draft.Apply(record);
        }
        return TryBuild(contents, touched, out var rolled) ? rolled : Fail(out outcome);
    }

    private static ZoneContents? Fail(out BindJournal.Outcome outcome)
    {
        outcome = BindJournal.Outcome.Malformed;
        return null;
    }

    private static bool TryBuild(ZoneContents contents, Dictionary<Key, Draft> touched, [NotNullWhen(true)] out ZoneContents? rolled)
    {
        (rolled, var made, var buffer) = (null, new ZoneContents(limited: false), new RdataBuffer());
        for (var rrset = 0; rrset < contents.RrsetCount; rrset++)
        {
            var owner = DnsName.FromWire(contents.Name(contents.Owner(rrset)))!;
            if (touched.ContainsKey(new Key(owner, contents.Type(rrset))))
            {
                continue;
            }
            for (var record = contents.FirstRecord(rrset); record >= 0; record = contents.NextRecord(record))
            {
                if (!TryAdd(made, owner, contents.Type(rrset), contents.Ttl(rrset), contents.Rdata(record), buffer))
                {
                    return false;
                }
            }
        }
        foreach (var (key, draft) in touched)
        {
            foreach (var rdata in draft.Rdata)
            {
                if (!TryAdd(made, draft.Owner, key.Type, draft.Ttl, rdata, buffer))
                {
                    return false;
                }
            }
        }
        rolled = made;
        return true;
    }

    private static bool TryAdd(ZoneContents made, DnsName owner, ushort code, uint ttl, ReadOnlySpan<byte> rdata, RdataBuffer buffer)
    {
        // The generic form checks the bytes and finds the names in them.
        var type = RdataRegistry.Find(code);
        var (tokens, _, end) = RdataText.Split(RdataType.FormatGeneric(rdata));
        var cursor = new RdataTokens(tokens, null, end);
        buffer.Clear();
        return type.TryParse(ref cursor, buffer) && made.Add(new ZoneFileRecord(owner, type, ttl, buffer)) is null or { Warning: true };
    }

    private readonly record struct Key(DnsName Owner, ushort Type);

    private sealed class Draft(DnsName owner)
    {
        public DnsName Owner { get; private set; } = owner;

        public uint Ttl { get; private set; }

        public List<byte[]> Rdata { get; } = [];

        public static Draft Of(ZoneContents contents, JournalledRecord record)
        {
            var draft = new Draft(record.Owner);
            if (contents.Find(contents.FindName(record.Owner.Wire), record.Type) is >= 0 and var rrset)
            {
                (draft.Owner, draft.Ttl) = (DnsName.FromWire(contents.Name(contents.Owner(rrset)))!, contents.Ttl(rrset));
                for (var each = contents.FirstRecord(rrset); each >= 0; each = contents.NextRecord(each))
                {
                    draft.Rdata.Add(contents.Rdata(each).ToArray());
                }
            }
            return draft;
        }

        public void Apply(JournalledRecord record)
        {
            var type = RdataRegistry.Find(record.Type);
            var canonical = type.ToCanonical(record.Rdata);
            var index = Rdata.FindIndex(other => type.ToCanonical(other).AsSpan().SequenceEqual(canonical));
            if (!record.Adds && index >= 0)
            {
                Rdata.RemoveAt(index);
            }
            else if (record.Adds)
            {
                if (index < 0)
                {
                    Rdata.Add(record.Rdata);
                }
                Ttl = record.Ttl;
            }
        }
    }
}
