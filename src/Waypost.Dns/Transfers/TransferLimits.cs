namespace Waypost.Dns.Transfers;

/// <summary>How much a primary may send for one zone before the transfer counts as one that never ends.</summary>
/// <param name="MaxRecords">Records, those of difference sequences included.</param>
/// <param name="MaxBytes">Bytes of DNS messages.</param>
public sealed record TransferLimits(long MaxRecords, long MaxBytes)
{
    /// <summary>Twenty million records in four gigabytes.</summary>
    public static TransferLimits Default { get; } = new(20_000_000, 4L << 30);
}
