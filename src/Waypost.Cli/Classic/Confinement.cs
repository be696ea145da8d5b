using System.Runtime.InteropServices;

namespace Waypost.Cli.Classic;

/// <summary>Where the command works: another root directory (-t), another working directory (-w).</summary>
internal static partial class Confinement
{
    /// <summary>Enters both in this order; the message says which cannot be entered.</summary>
    public static (ClassicConsole Console, string? Error) Enter(ClassicConsole console, string? root, string? directory)
    {
        if (root is not null && (OperatingSystem.IsWindows() || ChangeRoot(root) != 0))
        {
            return (console, $"cannot change the root to {root}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        ClassicConsole inside = root is null ? console : console with { Directory = "/" };
        ClassicConsole there = directory is null ? inside : inside with { Directory = inside.PathOf(directory) };
        return (there, Directory.Exists(there.Directory) ? null : $"cannot change the directory to {there.Directory}: it is no directory");
    }

    [LibraryImport("libc", EntryPoint = "chroot", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeRoot(string path);
}
