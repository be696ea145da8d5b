using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Takes what a master file holds, record by record, so that a file of any size is read in bounded memory.</summary>
public interface IZoneFileSink
{
    /// <summary>Takes a record; returns the message when it cannot stand beside those before it.</summary>
    ZoneFileFault? Add(in ZoneFileRecord record);

    /// <summary>Takes a message, in the order of the lines.</summary>
    void Report(ZoneFileMessage message);
}

/// <summary>One record of a master file. <paramref name="Rdata"/> is the reader's own buffer: copy what is kept.</summary>
/// <param name="Owner">The absolute owner; the same object for records that follow each other with the same owner.</param>
/// <param name="Type">The type, known or <c>TYPEnnn</c>.</param>
/// <param name="Ttl">Seconds, at most 2^31-1.</param>
/// <param name="Rdata">Uncompressed wire form, and where its names are.</param>
public readonly record struct ZoneFileRecord(DnsName Owner, RdataType Type, uint Ttl, RdataBuffer Rdata);

/// <summary>Why a record is refused: <paramref name="Code"/> is the short text that BIND sums it up with.</summary>
public sealed record ZoneFileFault(string Code, string Message, bool Warning = false);

/// <summary>A message about a place in a master file; line and column count from 1.</summary>
/// <param name="IsError">Whether the zone must not be loaded; otherwise a warning.</param>
/// <param name="File">The name of the file as it was opened.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Code">The short text that BIND sums it up with, such as <c>bad dotted quad</c>.</param>
public sealed record ZoneFileMessage(bool IsError, string File, int Line, int Column, string Text, string Code);
