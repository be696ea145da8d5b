namespace Waypost.Dns.RateLimiting;

/// <summary>The kinds of responses that are counted apart, as BIND's <c>rate-limit</c> has them.</summary>
public enum ResponseCategory
{
    /// <summary>Data: <c>responses-per-second</c>, by name and type.</summary>
    Answer,

    /// <summary>A referral: <c>referrals-per-second</c>, by the name of the cut.</summary>
    Referral,

    /// <summary>A name without the type: <c>nodata-per-second</c>, by name.</summary>
    NoData,

    /// <summary>No such name: <c>nxdomains-per-second</c>, by zone.</summary>
    NameError,

    /// <summary>REFUSED, FORMERR, SERVFAIL: <c>errors-per-second</c>, whatever was asked.</summary>
    Error,

    /// <summary>Everything to a network: <c>all-per-second</c>.</summary>
    All,
}

/// <summary>What becomes of a response.</summary>
public enum RateLimitVerdict
{
    /// <summary>It is sent.</summary>
    Send,

    /// <summary>It is not sent.</summary>
    Drop,

    /// <summary>It is sent empty with TC, so that a client whose address is not forged comes back by TCP.</summary>
    Slip,
}
