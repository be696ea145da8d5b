using Waypost.Dns.Presentation;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Puts the file's name to messages and counts the errors.</summary>
internal sealed class MessageSink(IZoneFileSink sink)
{
    public string FileName { get; set; } = "";

    public int Errors { get; private set; }

    /// <summary>Reports an error; returns false so that callers can return it.</summary>
    public bool Error(Token place, string text, string code)
    {
        Errors++;
        sink.Report(new ZoneFileMessage(true, FileName, place.Line, place.Column, text, code));
        return false;
    }

    public void Warning(Token place, string text) => sink.Report(new ZoneFileMessage(false, FileName, place.Line, place.Column, text, ""));

    /// <summary>Reports as the mode says; false when it is an error.</summary>
    public bool Report(CheckMode mode, Token place, string text, string code)
    {
        if (mode == CheckMode.Fail)
        {
            return Error(place, text, code);
        }
        if (mode == CheckMode.Warn)
        {
            Warning(place, text);
        }
        return true;
    }
}
