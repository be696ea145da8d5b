using System.Runtime.InteropServices;

namespace Waypost.Server.Trial;

/// <summary>The user that the process becomes once its ports are open (-u).</summary>
public sealed partial class ProcessUser
{
    private readonly string _name;
    private readonly uint _uid;
    private readonly uint _gid;

    private ProcessUser(string name, uint uid, uint gid) => (_name, _uid, _gid) = (name, uid, gid);

    /// <summary>Finds a user by name or number; null when there is none.</summary>
    public static ProcessUser? Find(string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }
        var entry = GetPwNam(name);
        if (entry == IntPtr.Zero && uint.TryParse(name, out var uid))
        {
            entry = GetPwUid(uid);
        }
        // struct passwd: two pointers (name, password), then uid and gid.
        return entry == IntPtr.Zero ? null : new ProcessUser(name, (uint)Marshal.ReadInt32(entry, 2 * IntPtr.Size), (uint)Marshal.ReadInt32(entry, (2 * IntPtr.Size) + 4));
    }

    /// <summary>Becomes the user, on all threads; false when the kernel does not allow it.</summary>
    public bool Assume() => GetEUid() == _uid || (InitGroups(_name, _gid) == 0 && SetGid(_gid) == 0 && SetUid(_uid) == 0);

    /// <summary>Begins a session of its own, so that closing a terminal does not end the process.</summary>
    public static void LeaveSession()
    {
        if (OperatingSystem.IsLinux())
        {
            // It fails for the leader of a session, which has nothing to leave.
            _ = SetSid();
        }
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "getpwnam", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr GetPwNam(string name);

    [LibraryImport("libc", EntryPoint = "getpwuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr GetPwUid(uint uid);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEUid();

    [LibraryImport("libc", EntryPoint = "initgroups", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int InitGroups(string name, uint gid);

    [LibraryImport("libc", EntryPoint = "setgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetGid(uint gid);

    [LibraryImport("libc", EntryPoint = "setuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetUid(uint uid);
}
