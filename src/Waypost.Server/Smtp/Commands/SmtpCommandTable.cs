using System.Collections.Frozen;

namespace Waypost.Server.Smtp.Commands;

/// <summary>Every command, and when it is legal (RFC 5321 section 4.1.4).</summary>
internal static class SmtpCommandTable
{
    /// <summary>A command, the states it is allowed in, and the reply's text in others.</summary>
    internal sealed record Entry(ISmtpCommand Command, SmtpStates States, string WrongState);

    private const SmtpStates AfterHelo = SmtpStates.Greeted | SmtpStates.Mail | SmtpStates.Recipients | SmtpStates.Chunks;

    public static IReadOnlyList<Entry> All { get; } =
    [
        new(new EhloCommand(), SmtpStates.Any, ""),
        new(new HeloCommand(), SmtpStates.Any, ""),
        new(new LhloCommand(), SmtpStates.Any, ""),
        new(new StartTlsCommand(), SmtpStates.Connected | SmtpStates.Greeted, "STARTTLS comes before MAIL"),
        new(new AuthCommand(), SmtpStates.Greeted, "AUTH comes after EHLO and before MAIL"),
        new(new MailCommand(), SmtpStates.Greeted, "MAIL comes after EHLO, once a message"),
        new(new RcptCommand(), SmtpStates.Mail | SmtpStates.Recipients, "RCPT comes after MAIL"),
        new(new DataCommand(), SmtpStates.Recipients, "DATA comes after an accepted RCPT"),
        new(new BdatCommand(), SmtpStates.Any, ""),
        new(new RsetCommand(), SmtpStates.Any, ""),
        new(new NoopCommand(), SmtpStates.Any, ""),
        new(new VrfyCommand(), AfterHelo, "VRFY comes after EHLO"),
        new(new ExpnCommand(), AfterHelo, "EXPN comes after EHLO"),
        new(new XClientCommand(), SmtpStates.Connected | SmtpStates.Greeted, "XCLIENT comes before MAIL"),
        new(new HelpCommand(), SmtpStates.Any, ""),
        new(new QuitCommand(), SmtpStates.Any, ""),
    ];

    private static readonly FrozenDictionary<string, Entry> ByVerb =
        All.ToFrozenDictionary(entry => entry.Command.Verb, StringComparer.OrdinalIgnoreCase);

    public static Entry? Find(string verb) => ByVerb.GetValueOrDefault(verb);
}
