using System.Text;
using Waypost.Mail.Authentication;
using Waypost.Mail.Smtp;
using Waypost.Mail.Store;
using Waypost.Server.Connections.Tls;
using Waypost.Server.Smtp.Commands;

namespace Waypost.Server.Smtp;

/// <summary>Whom a port serves.</summary>
internal enum SmtpRole { Transfer, Submission, Lmtp }

/// <summary>Where a session stands (RFC 5321 section 4.1.4); one bit each, so that a command names all it is allowed in.</summary>
[Flags]
internal enum SmtpStates { Connected = 1, Greeted = 2, Mail = 4, Recipients = 8, Chunks = 16, Any = 31 }

/// <summary>One SMTP session without its input and output: lines go in, replies come out.</summary>
internal sealed class SmtpSession(SmtpBackend backend, SmtpRole role, SmtpClientInfo client)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);
    private CommandPace _pace;

    public SmtpBackend Backend => backend;

    public SmtpRole Role => role;

    public SmtpClientInfo Client { get; private set; } = client;

    public string Id { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>The name of HELO or EHLO; null before.</summary>
    public string? Helo { get; private set; }

    /// <summary>Whether the client said EHLO.</summary>
    public bool IsExtended { get; private set; }

    public AccountLogin? Login { get; set; }

    public int AuthFailures { get; set; }

    public SmtpEnvelope? Envelope { get; set; }

    /// <summary>Takes the next line instead of a command (RFC 4954's challenges).</summary>
    public Func<string, CancellationToken, ValueTask<SmtpReply>>? Continuation { get; set; }

    /// <summary>Whether the message's content comes next.</summary>
    public bool ExpectsContent { get; set; }

    /// <summary>The chunk that comes next, instead of a command; its reply comes after it.</summary>
    public SmtpChunk? Chunk { get; set; }

    /// <summary>Whether so many commands were refused that the next replies are slow.</summary>
    public bool IsTarpitted => _pace.Errors > backend.Options.SoftErrors;

    /// <summary>Whether the handshake of TLS comes after the reply.</summary>
    public bool StartsTls { get; set; }

    public SmtpStates State => Helo is null ? SmtpStates.Connected
        : Envelope is null ? SmtpStates.Greeted
        : Envelope.Chunks is not null ? SmtpStates.Chunks
        : Envelope.ForwardPaths.Count == 0 ? SmtpStates.Mail
        : SmtpStates.Recipients;

    /// <summary>AUTH needs TLS, or a client on this machine, whose password crosses no network.</summary>
    public bool MayAuthenticate => role == SmtpRole.Submission && (Client.IsTls || Client.IsLoopback);

    /// <summary>What the SASL mechanisms work with.</summary>
    public SaslContext SaslContext => new(backend.Accounts.For(new(LoginProtocols.Smtp, Client.Address)), backend.Tokens, Client.Tls?.ServerEndPoint ?? default);

    /// <summary>Whether VRFY and EXPN say anything.</summary>
    public bool MayVerify => backend.Options.VerifyPolicy switch
    {
        VerifyPolicy.All => true,
        VerifyPolicy.Authenticated => Login is not null,
        _ => false,
    };

    /// <summary>Whether XCLIENT is for this client.</summary>
    public bool MaySetClient { get; } = client.Address is { } address && backend.XClientNetworks.Contains(address);

    /// <summary>Goes on for the client that a trusted proxy names; the session starts anew.</summary>
    public void Impersonate(SmtpClientInfo other, string? helo, AccountLogin? login)
    {
        Client = other;
        Helo = helo;
        IsExtended = helo is not null;
        Envelope = null;
        Login = login;
    }

    /// <summary>Starts anew inside TLS: what was said in the clear is forgotten (RFC 3207 section 4.2).</summary>
    public void Secure(TlsSession tls)
    {
        Client = Client with { Tls = tls, CanStartTls = false };
        Helo = null;
        IsExtended = false;
        Envelope = null;
        Login = null;
    }

    public SmtpReply Greeting => SmtpReply.Of(220, null, $"{backend.Options.HostName} {(role == SmtpRole.Lmtp ? "LMTP" : "ESMTP")} Waypost");

    public void Greet(string helo, bool extended)
    {
        Helo = helo;
        IsExtended = extended;
        Envelope = null;
    }

    /// <summary>Executes one line.</summary>
    public async ValueTask<SmtpReply> ExecuteAsync(byte[] line, CancellationToken cancellationToken)
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            Continuation = null;
            return Count(SmtpReply.Of(500, "5.5.2", "Line is not UTF-8"));
        }

        if (Continuation is { } continuation)
        {
            Continuation = null;
            return Count(await continuation(text, cancellationToken));
        }

        if (!_pace.TryCommand(backend.Options, backend.Time))
        {
            return SmtpReply.Of(421, "4.7.0", $"{backend.Options.HostName} Too many commands", closes: true);
        }

        int space = text.IndexOf(' ', StringComparison.Ordinal);
        string verb = space < 0 ? text : text[..space];
        string argument = space < 0 ? "" : text[(space + 1)..].Trim(' ');
        if (SmtpCommandTable.Find(verb) is not { } entry)
        {
            return Count(SmtpReply.Of(500, "5.5.2", "Command not recognized"));
        }

        if (_pace.IsTooMuchJunk(verb, backend.Options))
        {
            return Count(SmtpReply.Of(450, "4.7.0", "Too many commands that send no mail"));
        }

        return Count((entry.States & State) == 0
            ? SmtpReply.Of(503, "5.5.1", entry.WrongState)
            : await entry.Command.ExecuteAsync(this, argument, cancellationToken));
    }

    /// <summary>The reply to a line that is no command at all.</summary>
    public SmtpReply Refuse(string status, string text)
    {
        Continuation = null;
        return Count(SmtpReply.Of(500, status, text));
    }

    /// <summary>Ends the transaction with the message's content.</summary>
    public async ValueTask<SmtpReply> CompleteAsync(SmtpContent content, CancellationToken cancellationToken)
    {
        ExpectsContent = false;
        SmtpEnvelope envelope = Envelope!;
        Envelope = null;
        _pace.MessageSent();
        SmtpReply reply = await MessageAcceptance.AcceptAsync(this, envelope, content, cancellationToken);
        return Count(role == SmtpRole.Lmtp ? reply with { Times = envelope.ForwardPaths.Count } : reply);
    }

    /// <summary>The octets of the announced chunk are in, or dropped.</summary>
    public async ValueTask<SmtpReply> CompleteChunkAsync(CancellationToken cancellationToken)
    {
        SmtpChunk chunk = Chunk!;
        Chunk = null;
        if (chunk.Refusal is { } refusal)
        {
            return Count(refusal);
        }

        SmtpChunkContent content = Envelope!.Chunks!;
        if (content.IsTooLarge && !chunk.IsLast)
        {
            Envelope = null;
            return Count(SmtpReply.Of(552, "5.3.4", $"Message exceeds {backend.Options.MaxMessageSize} octets"));
        }

        if (!chunk.IsLast)
        {
            return SmtpReply.Of(250, "2.0.0", $"{chunk.Size} octets received");
        }

        content.Complete();
        return await CompleteAsync(content, cancellationToken);
    }

    private SmtpReply Count(SmtpReply reply)
    {
        if (!reply.IsError || ++_pace.Errors <= backend.Options.MaxErrors)
        {
            return reply;
        }

        return SmtpReply.Of(421, "4.7.0", $"{backend.Options.HostName} Too many errors", closes: true);
    }
}
