using System.Runtime.InteropServices;

namespace Waypost.Cli.Classic;

/// <summary>Where the command works: another root directory (-t), another working directory (-w).</summary>
internal static partial class Confinement
{
    /// <summary>Enters both in this order; returns the message when one cannot be entered.</summary>
    public static string? Enter(string? root, string? directory)
    {
        if (root is not null && (OperatingSystem.IsWindows() || ChangeRoot(root) != 0))
        {
            return $"cannot change the root to {root}: {Marshal.GetLastPInvokeErrorMessage()}";
        }

        try
        {
            Directory.SetCurrentDirectory(directory ?? (root is null ? "." : "/"));
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"cannot change the directory to {directory}: {refused.Message}";
        }
    }

    [LibraryImport("libc", EntryPoint = "chroot", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeRoot(string path);
}
