using System.Runtime.InteropServices;

namespace Waypost.Server.Dns.Udp;

/// <summary>recvmmsg(2) and sendmmsg(2) and their structures, as 64-bit Linux lays them out.</summary>
internal static unsafe partial class LinuxSockets
{
    /// <summary>Wait for the first datagram only, then take what is there.</summary>
    public const int WaitForOne = 0x10000;

    public const int Interrupted = 4;
    public const int TryAgain = 11;

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ReceiveMany(nint socket, MessageSlot* messages, uint count, int flags, nint timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SendMany(nint socket, MessageSlot* messages, uint count, int flags);

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Vector
    {
        public byte* Base;
        public nuint Length;
    }

    /// <summary>struct mmsghdr: a struct msghdr and how many bytes it moved.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageSlot
    {
        public byte* Name;
        public uint NameLength;
        public Vector* Vectors;
        public nuint VectorCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
        // struct msghdr ends on a pointer's boundary.
        private readonly int _padding;
        public uint Transferred;
    }
}
