namespace Waypost.Testing.Processes;

/// <summary>Where one server under test listens; all on 127.0.0.1.</summary>
public sealed record WaypostPorts(int Http, int Dns, int Smtp, int Submission, int Pop3, int Imap)
{
    public static WaypostPorts Free() =>
        new(FreePort.Next(), FreePort.Next(), FreePort.Next(), FreePort.Next(), FreePort.Next(), FreePort.Next());

    /// <summary>The settings that make the server listen here.</summary>
    public IReadOnlyDictionary<string, string> Settings() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["WAYPOST_Http__Port"] = Number(Http),
        ["WAYPOST_Dns__Port"] = Number(Dns),
        ["WAYPOST_Smtp__Port"] = Number(Smtp),
        ["WAYPOST_Smtp__SubmissionPort"] = Number(Submission),
        ["WAYPOST_Pop3__Port"] = Number(Pop3),
        ["WAYPOST_Imap__Port"] = Number(Imap),
    };

    private static string Number(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
