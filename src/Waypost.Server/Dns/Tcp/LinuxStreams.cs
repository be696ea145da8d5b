using System.Runtime.InteropServices;

namespace Waypost.Server.Dns.Tcp;

/// <summary>epoll(7) and the calls on stream sockets, as 64-bit Linux has them. Each returns minus errno on failure.</summary>
internal static unsafe partial class LinuxStreams
{
    public const uint Readable = 1;
    public const uint Writable = 4;
    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int TooManyInSystem = 23;
    public const int TooManyInProcess = 24;

    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int NoSignal = 0x4000;
    private const int DoNotWait = 0x40;
    private const int GetFlags = 3;
    private const int SetFlags = 4;

    /// <summary>How many bytes an event takes: on x86-64 struct epoll_event is packed.</summary>
    public static int EventLength { get; } = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private static int DataOffset => EventLength - sizeof(long);

    public static int CreatePoll() => Result(EpollCreate(CloseOnExec));

    public static bool TryWatch(int poll, int descriptor, uint events) => TryControl(poll, 1, descriptor, events);

    public static bool TryUnwatch(int poll, int descriptor) => TryControl(poll, 2, descriptor, 0);

    public static bool TryChangeWatch(int poll, int descriptor, uint events) => TryControl(poll, 3, descriptor, events);

    public static int Wait(int poll, Span<byte> events, int milliseconds)
    {
        fixed (byte* first = events)
        {
            return Result(EpollWait(poll, first, events.Length / EventLength, milliseconds));
        }
    }

    /// <summary>One of the events that <see cref="Wait"/> filled in.</summary>
    public static (uint Events, int Descriptor) EventAt(ReadOnlySpan<byte> events, int index)
    {
        var one = events.Slice(index * EventLength, EventLength);
        return (MemoryMarshal.Read<uint>(one), MemoryMarshal.Read<int>(one[DataOffset..]));
    }

    /// <summary>Takes a connection, which does not block; <paramref name="address"/> becomes the peer's.</summary>
    public static int Accept(int listener, Span<byte> address)
    {
        fixed (byte* first = address)
        {
            var length = (uint)address.Length;
            return Result(Accept(listener, first, &length, NonBlocking | CloseOnExec));
        }
    }

    /// <summary>The address that a connection was made to.</summary>
    public static bool TryGetLocalAddress(int descriptor, Span<byte> address)
    {
        fixed (byte* first = address)
        {
            var length = (uint)address.Length;
            return GetSocketName(descriptor, first, &length) == 0;
        }
    }

    public static int Receive(int descriptor, Span<byte> buffer)
    {
        fixed (byte* first = buffer)
        {
            return Result((int)Receive(descriptor, first, (nuint)buffer.Length, DoNotWait));
        }
    }

    public static int Send(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            return Result((int)Send(descriptor, first, (nuint)bytes.Length, DoNotWait | NoSignal));
        }
    }

    public static bool TryStopBlocking(int descriptor) => FileControl(descriptor, SetFlags, FileControl(descriptor, GetFlags, 0) | NonBlocking) == 0;

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Close(int descriptor);

    private static bool TryControl(int poll, int operation, int descriptor, uint events)
    {
        var one = stackalloc byte[16];
        *(uint*)one = events;
        *(long*)(one + DataOffset) = descriptor;
        return EpollControl(poll, operation, descriptor, one) == 0;
    }

    private static int Result(int value) => value < 0 ? -Marshal.GetLastPInvokeError() : value;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EpollControl(int poll, int operation, int descriptor, byte* one);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EpollWait(int poll, byte* events, int count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Accept(int listener, byte* address, uint* length, int flags);

    [LibraryImport("libc", EntryPoint = "getsockname")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetSocketName(int descriptor, byte* address, uint* length);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Receive(int descriptor, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Send(int descriptor, byte* bytes, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FileControl(int descriptor, int command, int argument);
}
