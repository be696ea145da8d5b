using System.Security.Cryptography;

namespace Waypost.Conformance.Tests.Transfers.Peers;

/// <summary>A TSIG key that both sides of a transfer have.</summary>
internal sealed record TransferKey(string Name, string Algorithm, string Secret)
{
    public static TransferKey Random() => new("xfr.example", "hmac-sha256", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    /// <summary>For <c>-y</c> of dig and nsupdate.</summary>
    public string Argument => $"{Algorithm}:{Name}:{Secret}";
}
