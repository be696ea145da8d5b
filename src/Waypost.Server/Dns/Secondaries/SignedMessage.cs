using Waypost.Dns.Names;
using Waypost.Dns.Transfers;
using Waypost.Dns.Tsig;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>A message to another name server, signed with the key that is configured for it, if any.</summary>
/// <param name="Bytes">What is sent.</param>
/// <param name="Key">The key; null for none.</param>
/// <param name="Mac">The message's MAC, with which the answer is verified.</param>
internal sealed record SignedMessage(ReadOnlyMemory<byte> Bytes, TsigKey? Key, ReadOnlyMemory<byte> Mac)
{
    /// <summary>Throws <see cref="InvalidDataException"/> when there is no key of the configured name.</summary>
    public static SignedMessage Of(byte[] message, PrimaryAddress primary, TsigKeyring keyring, TimeProvider time)
    {
        if (primary.Key is null)
        {
            return new SignedMessage(message, null, default);
        }
        if (!DnsName.TryParse(primary.Key, DnsName.Root, out var name, out _) || keyring.Find(name) is not { } key)
        {
            throw new InvalidDataException($"there is no TSIG key named {primary.Key}");
        }
        var signer = TsigSigner.ForRequest(key, time);
        var buffer = new byte[message.Length + signer.Overhead];
        message.CopyTo(buffer, 0);
        var length = signer.Sign(buffer, message.Length);
        return new SignedMessage(buffer.AsMemory(0, length), key, signer.LastMac);
    }

    /// <summary>Verifies the messages of the answer; null when nothing was signed.</summary>
    public TsigResponseVerifier? Verifier(TimeProvider time) => Key is null ? null : new TsigResponseVerifier(Key, Mac, time);
}
