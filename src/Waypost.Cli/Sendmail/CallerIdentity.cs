namespace Waypost.Cli.Sendmail;

/// <summary>Who runs the command, as the password file knows them.</summary>
internal static class CallerIdentity
{
    public static string UserName => Environment.UserName is { Length: > 0 } name ? name : "nobody";

    /// <summary>The full name: NAME, or the first part of the password file's comment; null when there is none.</summary>
    public static string? FullName()
    {
        if (Environment.GetEnvironmentVariable("NAME") is { Length: > 0 } name)
        {
            return name;
        }

        const string PasswordFile = "/etc/passwd";
        if (!File.Exists(PasswordFile))
        {
            return null;
        }

        string[]? entry = File.ReadLines(PasswordFile).Select(line => line.Split(':')).FirstOrDefault(parts => parts.Length > 4 && parts[0] == UserName);
        string full = entry?[4].Split(',')[0].Replace("&", char.ToUpperInvariant(UserName[0]) + UserName[1..], StringComparison.Ordinal) ?? "";
        return full.Length > 0 ? full : null;
    }
}
