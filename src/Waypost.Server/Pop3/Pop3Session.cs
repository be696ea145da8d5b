using System.Buffers;
using System.Text;
using Microsoft.Extensions.Options;
using Waypost.Mail.Authentication;
using Waypost.Mail.Pop3;
using Waypost.Mail.Store;
using Waypost.Server.Connections.Tls;

namespace Waypost.Server.Pop3;

/// <summary>The states of RFC 1939 section 3; UPDATE is what QUIT does.</summary>
[Flags]
internal enum Pop3States { Authorization = 1, Transaction = 2, Any = 3 }

/// <summary>What one client has said so far, and the ways to answer it.</summary>
internal sealed class Pop3Session(Pop3SessionServices services, ClientLink link) : IDisposable
{
    private readonly Pop3LineReader lines = new(link);
    private int failedLogins;

    public Pop3States State => Maildrop is null ? Pop3States.Authorization : Pop3States.Transaction;

    /// <summary>The accounts that may use POP3.</summary>
    public IAccountDirectory Accounts { get; } = services.Accounts.For(new(LoginProtocols.Pop3, link.ClientAddress));

    public IMailboxStore Store => services.Store;

    /// <summary>The name of the last USER.</summary>
    public string? UserName { get; set; }

    /// <summary>The locked maildrop, once logged in.</summary>
    public Maildrop? Maildrop { get; private set; }

    /// <summary>The delay that LOGIN-DELAY announces.</summary>
    public TimeSpan LoginDelay => services.Delays.Delay;

    /// <summary>Whether STLS can be offered.</summary>
    public bool CanStartTls => link.CanStartTls;

    /// <summary>Whether a password may be sent.</summary>
    public bool MayLogIn => link.IsPrivate;

    /// <summary>Whether the handshake of TLS comes next.</summary>
    public bool StartsTls { get; set; }

    /// <summary>True when the connection is to be closed after the answer.</summary>
    public bool Ended { get; set; }

    /// <summary>Errors since the last command that worked.</summary>
    public int Errors { get; private set; }

    public ValueTask<Pop3Line?> ReadLineAsync(CancellationToken cancellationToken) => lines.ReadAsync(cancellationToken);

    /// <summary>Goes on inside TLS; what was said in the clear is forgotten (RFC 2595 section 4).</summary>
    public Task<bool> StartTlsAsync(CancellationToken cancellationToken)
    {
        StartsTls = false;
        UserName = null;
        return link.StartTlsAsync(cancellationToken);
    }

    public async Task OkAsync(string text, CancellationToken cancellationToken)
    {
        Errors = 0;
        Write("+OK " + text);
        await link.Output.FlushAsync(cancellationToken);
    }

    public async Task ErrAsync(string text, CancellationToken cancellationToken)
    {
        Errors++;
        Write("-ERR " + text);
        await link.Output.FlushAsync(cancellationToken);
    }

    public async Task ContinueAsync(string challenge, CancellationToken cancellationToken)
    {
        Write("+ " + challenge);
        await link.Output.FlushAsync(cancellationToken);
    }

    public async Task LinesAsync(string text, IEnumerable<string> body, CancellationToken cancellationToken)
    {
        Errors = 0;
        Write("+OK " + text);
        foreach (var line in body)
        {
            Write(line);
        }

        Write(".");
        await link.Output.FlushAsync(cancellationToken);
    }

    public async Task MessageAsync(string text, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Errors = 0;
        Write("+OK " + text);
        MultiLineWriter.Write(link.Output, content.Span);
        await link.Output.FlushAsync(cancellationToken);
    }

    /// <summary>Sends a message whose parts are read one after the other.</summary>
    public async Task PartsAsync(string text, ReadOnlyMemory<byte> first, Func<long, Task<ReadOnlyMemory<byte>>> read, long size, CancellationToken cancellationToken)
    {
        Errors = 0;
        Write("+OK " + text);
        var stuffing = new MultiLineStuffing(link.Output);
        var part = first;
        for (var sent = 0L; ;)
        {
            stuffing.Write(part.Span);
            sent += part.Length;
            await link.Output.FlushAsync(cancellationToken);
            if (sent >= size)
            {
                break;
            }

            part = await read(sent);
        }

        stuffing.Complete();
        await link.Output.FlushAsync(cancellationToken);
    }

    /// <summary>Checks a login and locks the maildrop; answers the client either way.</summary>
    public async Task LogInAsync(string userName, string password, CancellationToken cancellationToken)
    {
        if (!MayLogIn)
        {
            await ErrAsync("[SYS/PERM] Start TLS first: a password is not taken in the clear", cancellationToken);
            return;
        }

        if (await Accounts.AuthenticateAsync(userName, password, cancellationToken) is not { } account)
        {
            await FailLoginAsync(cancellationToken);
            return;
        }

        await OpenAsync(account, cancellationToken);
    }

    /// <summary>What the SASL mechanisms work with.</summary>
    public SaslContext SaslContext => new(Accounts, services.Tokens, link.Tls?.ServerEndPoint ?? default);

    /// <summary>Locks the maildrop of an account that has logged in; answers the client either way.</summary>
    public async Task OpenAsync(AccountLogin account, CancellationToken cancellationToken)
    {
        if (!services.Delays.TryLogIn(account.Id))
        {
            await ErrAsync("[LOGIN-DELAY] The last login was too short a while ago", cancellationToken);
            return;
        }

        if (services.Locks.TryLock(account.Id) is not { } heldLock)
        {
            await ErrAsync("[IN-USE] The maildrop is locked by another session", cancellationToken);
            return;
        }

        try
        {
            var inbox = await Store.FindAsync(account.Id, "INBOX", cancellationToken) ?? throw new InvalidOperationException("An account has no INBOX.");
            Maildrop = new(inbox, await Store.ReadIndexAsync(inbox.Id, 0, cancellationToken), heldLock);
        }
        catch
        {
            heldLock.Dispose();
            throw;
        }

        await OkAsync("Logged in", cancellationToken);
    }

    /// <summary>One answer, after a delay, for everything that can be wrong with a login.</summary>
    public async Task FailLoginAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(services.Options.LoginFailureDelay, services.Time, cancellationToken);
        Ended = ++failedLogins >= services.Options.MaxLoginFailures;
        UserName = null;
        await ErrAsync("[AUTH] Login failed", cancellationToken);
    }

    public void Dispose() => Maildrop?.Dispose();

    private void Write(string line)
    {
        Encoding.UTF8.GetBytes(line, link.Output);
        link.Output.Write("\r\n"u8);
    }
}

/// <summary>What every session shares.</summary>
public sealed class Pop3SessionServices(IMailboxStore store, IAccountDirectory accounts, MaildropLocks locks, LoginDelays delays, TlsCertificates certificates, IOptions<Pop3Options> options, TimeProvider time, IBearerTokens? tokens = null)
{
    internal IBearerTokens? Tokens => tokens;

    internal IMailboxStore Store => store;

    internal IAccountDirectory Accounts => accounts;

    internal MaildropLocks Locks => locks;

    internal LoginDelays Delays => delays;

    internal TlsCertificates Certificates => certificates;

    internal Pop3Options Options => options.Value;

    internal TimeProvider Time => time;
}
