using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Waypost.Mail.Store;

namespace Waypost.Mail.Authentication;

/// <summary>The server's side of one SCRAM exchange (RFC 5802 section 5).</summary>
internal sealed class ScramExchange(SaslContext context, bool withChannelBinding) : ISaslExchange
{
    private const string ChannelBinding = "tls-server-end-point";
    private const int MaxMessage = 4096;

    // Salts of accounts that do not exist: the same name always gets the same one.
    private static readonly byte[] DecoyKey = RandomNumberGenerator.GetBytes(32);

    private Step _step;
    private string _gs2Header = "";
    private string _clientFirst = "";
    private string _serverFirst = "";
    private string _nonce = "";
    private ScramAccount? _account;
    private ScramKeys? _keys;

    private enum Step { ClientFirst, ClientFinal, Acknowledge, Done }

    public async ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte>? response, CancellationToken cancellationToken)
    {
        if (response is not { } octets)
        {
            return SaslStep.Continue(default);
        }

        if (octets.Length > MaxMessage)
        {
            return SaslStep.Malformed;
        }

        string text = Encoding.UTF8.GetString(octets.Span);
        switch (_step++)
        {
            case Step.ClientFirst:
                return await FirstAsync(text, cancellationToken);
            case Step.ClientFinal:
                return Final(text);
            case Step.Acknowledge when text.Length == 0:
                return SaslStep.Of(_account?.Login);
            default:
                return SaslStep.Failed;
        }
    }

    // gs2-header "n=" user "," "r=" nonce
    private async ValueTask<SaslStep> FirstAsync(string text, CancellationToken cancellationToken)
    {
        string[] parts = text.Split(',');
        if (parts.Length < 4 || !parts[2].StartsWith("n=", StringComparison.Ordinal) || parts[3].Length < 3 || !parts[3].StartsWith("r=", StringComparison.Ordinal)
            || !TryUnescape(parts[2][2..], out string userName) || userName.Length == 0)
        {
            return SaslStep.Malformed;
        }

        // A client that could bind, and thinks that the server cannot, met somebody who took PLUS off the list.
        string flag = parts[0];
        bool flagFits = withChannelBinding ? flag == "p=" + ChannelBinding : flag == "n" || (flag == "y" && context.ServerEndPoint.IsEmpty);
        if (!flagFits)
        {
            return flag is "n" or "y" || flag.StartsWith("p=", StringComparison.Ordinal) ? SaslStep.Failed : SaslStep.Malformed;
        }

        if (parts[1].Length > 0 && (!parts[1].StartsWith("a=", StringComparison.Ordinal) || !TryUnescape(parts[1][2..], out string identity)
            || !identity.Equals(userName, StringComparison.OrdinalIgnoreCase)))
        {
            return SaslStep.Failed;
        }

        _gs2Header = $"{flag},{parts[1]},";
        _clientFirst = text[_gs2Header.Length..];
        _account = await context.Accounts.FindScramAsync(userName, cancellationToken);
        _keys = _account?.Keys ?? Decoy(userName);
        _nonce = parts[3][2..] + Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        _serverFirst = string.Create(CultureInfo.InvariantCulture, $"r={_nonce},s={Convert.ToBase64String(_keys.Salt)},i={_keys.Iterations}");
        return SaslStep.Continue(Encoding.UTF8.GetBytes(_serverFirst));
    }

    // "c=" channel-binding "," "r=" nonce ["," extensions] "," "p=" proof
    private SaslStep Final(string text)
    {
        int proofAt = text.LastIndexOf(",p=", StringComparison.Ordinal);
        string[] parts = text.Split(',');
        byte[] proof = new byte[64];
        if (proofAt < 0 || !parts[0].StartsWith("c=", StringComparison.Ordinal)
            || !Convert.TryFromBase64String(text[(proofAt + 3)..], proof, out int length) || length != _keys!.StoredKey.Length)
        {
            return SaslStep.Malformed;
        }

        byte[] binding = [.. Encoding.UTF8.GetBytes(_gs2Header), .. withChannelBinding ? context.ServerEndPoint.Span : []];
        if (parts[0][2..] != Convert.ToBase64String(binding) || parts[1] != "r=" + _nonce)
        {
            return SaslStep.Failed;
        }

        byte[] message = Encoding.UTF8.GetBytes($"{_clientFirst},{_serverFirst},{text[..proofAt]}");
        byte[] clientKey = HMACSHA256.HashData(_keys.StoredKey, message);
        for (int i = 0; i < clientKey.Length; i++)
        {
            clientKey[i] ^= proof[i];
        }

        bool proven = CryptographicOperations.FixedTimeEquals(SHA256.HashData(clientKey), _keys.StoredKey) & _account is not null;
        if (!proven)
        {
            return SaslStep.Failed;
        }

        string signature = Convert.ToBase64String(HMACSHA256.HashData(_keys.ServerKey, message));
        return SaslStep.Continue(Encoding.UTF8.GetBytes("v=" + signature));
    }

    private static ScramKeys Decoy(string userName)
    {
        byte[] hash = HMACSHA256.HashData(DecoyKey, Encoding.UTF8.GetBytes(userName.ToLowerInvariant()));
        return new ScramKeys(hash[..16], ScramKeys.DefaultIterations, hash, hash);
    }

    // "=2C" is a comma, "=3D" an equals sign, and no other "=" may be.
    private static bool TryUnescape(string text, out string name)
    {
        name = text.Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "\0", StringComparison.Ordinal);
        bool good = !name.Contains('=', StringComparison.Ordinal);
        name = name.Replace('\0', '=');
        return good;
    }
}
