using System.Buffers;
using System.Text;
using Microsoft.Extensions.Options;
using Waypost.Mail.Authentication;
using Waypost.Mail.Imap;
using Waypost.Mail.Store;
using Waypost.Server.Connections.Tls;
using Waypost.Server.Imap.Notifying;
using Waypost.Server.Imap.Searching;

namespace Waypost.Server.Imap;

/// <summary>The states of RFC 9051 section 3.</summary>
[Flags]
internal enum ImapStates { NotAuthenticated = 1, Authenticated = 2, Selected = 4, LoggedIn = 6, Any = 7 }

/// <summary>What one client has done so far, and what its commands work on.</summary>
internal sealed class ImapSession(ImapSessionServices services, ClientLink link, CompressibleLink pipe, ImapInput input, ImapWriter writer)
{
    private const int MaxLine = 8192;

    private int failedLogins;
    private SelectedMailbox? selected;
    private Notifier? notifier;

    public ImapWriter Writer => writer;

    /// <summary>The accounts that may use IMAP.</summary>
    public IAccountDirectory Accounts { get; } = services.Accounts.For(new(LoginProtocols.Imap, link.ClientAddress));

    public ImapStores Stores => services.Stores;

    public IMailboxStore Store => services.Stores.Mailboxes;

    public ImapOptions Options => services.Options;

    public TimeProvider Time => services.Time;

    /// <summary>The tag of the command that runs.</summary>
    public string Tag { get; set; } = "";

    /// <summary>What the client has enabled.</summary>
    public ImapModes Modes { get; set; }

    public AccountLogin? Account { get; private set; }

    public long AccountId => Account!.Id;

    /// <summary>The mailbox that is selected; the one before is let go.</summary>
    public SelectedMailbox? Selected
    {
        get => selected;
        set
        {
            selected?.Dispose();
            selected = value;
        }
    }

    /// <summary>What the client hears of without asking, or null; the one before is let go.</summary>
    public Notifier? Notifier
    {
        get => notifier;
        set
        {
            notifier?.Dispose();
            notifier = value;
        }
    }

    /// <summary>Waits until the client has sent something, and tells it meanwhile what it wants to hear of.</summary>
    public async ValueTask WaitForInputAsync(CancellationToken cancellationToken)
    {
        if (notifier is null)
        {
            return;
        }

        var ready = input.WaitAsync(cancellationToken);
        while (await Task.WhenAny(ready, notifier.WaitAsync()) != ready)
        {
            await Notifications.WriteAsync(this, cancellationToken);
            await writer.FlushAsync(cancellationToken);
        }

        await ready;
    }

    /// <summary>Whether STARTTLS can be offered.</summary>
    public bool CanStartTls => link.CanStartTls;

    /// <summary>Whether a password may be sent.</summary>
    public bool MayLogIn => link.IsPrivate;

    /// <summary>Whether the handshake of TLS comes after the reply.</summary>
    public bool StartsTls { get; set; }

    /// <summary>True when the connection is to be closed after the reply.</summary>
    public bool Ended { get; set; }

    public ImapStates State => Account is null ? ImapStates.NotAuthenticated : Selected is null ? ImapStates.Authenticated : ImapStates.Selected;

    /// <summary>Whether the connection is compressed after the reply (RFC 4978).</summary>
    public bool StartsCompression { get; set; }

    public bool IsCompressed => pipe.IsCompressed;

    /// <summary>Compresses what comes after the reply.</summary>
    public void StartCompression()
    {
        StartsCompression = false;
        pipe.Compress();
    }

    /// <summary>Whether any of these modes is enabled.</summary>
    public bool Has(ImapModes modes) => (Modes & modes) != 0;

    /// <summary>A mailbox name as it is sent to this client.</summary>
    public string Wire(string name) => Has(ImapModes.Rev2 | ImapModes.Utf8) ? ImapText.QuoteUtf8(name) : ImapText.Quote(ModifiedUtf7.Encode(name));

    /// <summary>Goes on inside TLS; false ends the connection.</summary>
    public Task<bool> StartTlsAsync(CancellationToken cancellationToken)
    {
        StartsTls = false;
        return link.StartTlsAsync(cancellationToken);
    }

    /// <summary>Checks a login. Every failure takes the same delay and gets the same reply.</summary>
    public async Task<ImapReply> LogInAsync(PlainCredentials? credentials, CancellationToken cancellationToken)
    {
        if (!MayLogIn)
        {
            // RFC 9051 section 7.1: PRIVACYREQUIRED.
            return ImapReply.No("Start TLS first: a password is not taken in the clear", "PRIVACYREQUIRED");
        }

        return await FinishLoginAsync(
            credentials is null ? null : await Accounts.AuthenticateAsync(credentials.UserName, credentials.Password, cancellationToken), cancellationToken);
    }

    /// <summary>What the SASL mechanisms work with.</summary>
    public SaslContext SaslContext => new(Accounts, services.Tokens, link.Tls?.ServerEndPoint ?? default);

    /// <summary>Takes the account that a login came to; null is a failure.</summary>
    public async Task<ImapReply> FinishLoginAsync(AccountLogin? account, CancellationToken cancellationToken)
    {
        Account = account;
        if (Account is not null)
        {
            return ImapReply.Ok("Logged in", "CAPABILITY " + ImapCommandTable.CapabilitiesIn(this));
        }

        await Task.Delay(Options.LoginFailureDelay, Time, cancellationToken);
        Ended = ++failedLogins >= Options.MaxLoginFailures;
        return ImapReply.No("Login failed", "AUTHENTICATIONFAILED");
    }

    /// <summary>A line that is no command (a SASL response, DONE); null when it is too long or the connection has ended.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>();
        return await input.ReadLineAsync(line, MaxLine, cancellationToken) == LineStatus.Line ? Encoding.ASCII.GetString(line.WrittenSpan) : null;
    }

    /// <summary>Asks the client for such a line.</summary>
    public async Task ContinueAsync(string text, CancellationToken cancellationToken)
    {
        writer.Line("+ " + text);
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Tells the client of changes in the selected mailbox.</summary>
    public async ValueTask RefreshAsync(bool allowExpunge, CancellationToken cancellationToken)
    {
        if (selected is null)
        {
            return;
        }

        var update = await selected.UpdateAsync(allowExpunge, cancellationToken);
        UpdateResponses.Write(this, update);
        if (selected.Contexts.Count > 0 && !update.IsNothing)
        {
            await SearchContexts.UpdateAsync(this, cancellationToken);
        }
    }
}

/// <summary>What every session shares.</summary>
public sealed class ImapSessionServices(ImapStores stores, IAccountDirectory accounts, TlsCertificates certificates, IOptions<ImapOptions> options, TimeProvider time, IBearerTokens? tokens = null)
{
    internal IBearerTokens? Tokens => tokens;

    internal ImapStores Stores => stores;

    internal IAccountDirectory Accounts => accounts;

    internal TlsCertificates Certificates => certificates;

    internal ImapOptions Options => options.Value;

    internal TimeProvider Time => time;
}
