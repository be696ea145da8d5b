namespace Waypost.Server.Imap;

/// <summary>What a client has enabled (RFC 5161), by ENABLE or by the first use of it.</summary>
[Flags]
internal enum ImapModes
{
    None = 0,

    /// <summary>IMAP4rev2 (RFC 9051): no \Recent, names in UTF-8, ESEARCH always.</summary>
    Rev2 = 1,

    /// <summary>CONDSTORE (RFC 7162 section 3.1): FETCH responses tell mod-sequences.</summary>
    CondStore = 2,

    /// <summary>QRESYNC (RFC 7162 section 3.2): VANISHED takes the place of EXPUNGE.</summary>
    QResync = 4,

    /// <summary>UTF8=ACCEPT (RFC 6855): names in UTF-8.</summary>
    Utf8 = 8,

    /// <summary>UIDONLY (RFC 9586): no sequence numbers either way.</summary>
    UidOnly = 16,
}
