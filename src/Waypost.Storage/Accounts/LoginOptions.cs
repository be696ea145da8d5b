using System.ComponentModel.DataAnnotations;

namespace Waypost.Storage.Accounts;

/// <summary>What slows guessing down, and what spares those who log in again and again.</summary>
public sealed class LoginOptions
{
    /// <summary>Failures of one account from one client after which its logins are refused unseen; 0 is no limit.</summary>
    [Range(0, 1_000_000)]
    public int MaxFailures { get; set; } = 10;

    /// <summary>How long failures count.</summary>
    public TimeSpan FailureWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a password that was checked is known by its keyed hash in memory, so that the slow check is spared; 0 to check each time.</summary>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromMinutes(5);
}
