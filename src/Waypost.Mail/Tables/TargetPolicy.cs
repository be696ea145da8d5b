using System.Buffers;

namespace Waypost.Mail.Tables;

/// <summary>Which includes, files and commands the settings allow.</summary>
public static class TargetPolicy
{
    // What smrsh refuses: a command is a program and its words, and no shell reads it.
    private static readonly SearchValues<char> ShellCharacters = SearchValues.Create("`<>|;&$()\r\n");

    /// <summary>Why a target is not allowed; null when it is.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="target">The target.</param>
    /// <param name="inForward">Whether it is a forward's, not an alias's.</param>
    public static string? Problem(MailTablesOptions options, TableTarget target, bool inForward)
    {
        if (target.Kind is TargetKind.Address or TargetKind.Final)
        {
            return null;
        }

        if (inForward && !options.AllowInForwards)
        {
            return $"'{TableText.Shorten(target.Text)}': forwards may have no includes, files and commands (setting MailTables:AllowInForwards).";
        }

        return target.Kind switch
        {
            TargetKind.Include => InDirectory(target.Text, options.IncludeDirectory, "includes", "IncludeDirectory"),
            TargetKind.File => InDirectory(target.Text, options.FileDirectory, "files", "FileDirectory"),
            _ => Command(options, target.Text),
        };
    }

    /// <summary>The command with its program in the command directory, whatever directory it was written with.</summary>
    public static string CommandLine(MailTablesOptions options, string command)
    {
        int space = command.IndexOf(' ', StringComparison.Ordinal);
        string program = space < 0 ? command : command[..space];
        return Path.Combine(options.CommandDirectory, program[(program.LastIndexOf('/') + 1)..]) + (space < 0 ? "" : command[space..]);
    }

    private static string? Command(MailTablesOptions options, string command)
    {
        string program = command.Split(' ')[0];
        return options.CommandDirectory.Length == 0 ? $"'|{TableText.Shorten(command)}': commands are not allowed as targets (setting MailTables:CommandDirectory)."
            : command.AsSpan().IndexOfAny(ShellCharacters) >= 0 ? $"'|{TableText.Shorten(command)}' has characters that are a shell's; a command is a program and its words."
            : program.EndsWith('/') || program.EndsWith("/..", StringComparison.Ordinal) || program is "." or ".." ? $"'|{TableText.Shorten(command)}' names no program."
            : null;
    }

    private static string? InDirectory(string path, string directory, string what, string setting)
    {
        if (directory.Length == 0)
        {
            return $"'{TableText.Shorten(path)}': {what} are not allowed as targets (setting MailTables:{setting}).";
        }

        string root = Path.GetFullPath(directory).TrimEnd('/') + "/";
        string full = Path.GetFullPath(path);
        return full.StartsWith(root, StringComparison.Ordinal) && full.Length > root.Length ? null : $"'{TableText.Shorten(path)}' is not below {root} (setting MailTables:{setting}).";
    }
}
