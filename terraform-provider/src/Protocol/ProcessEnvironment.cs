using System.Runtime.InteropServices;

namespace Waypost.Terraform.Protocol;

/// <summary>The two things that the C library knows and .NET does not offer.</summary>
internal static partial class ProcessEnvironment
{
    /// <summary>The parent's process id; it changes when the parent dies.</summary>
    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int ParentId();

    /// <summary>
    /// Points OpenSSL at no trust store. Building Kestrel's certificate context would otherwise parse the system's
    /// bundle, about 100 ms of each launch, for a connection whose peer is pinned by its bytes.
    /// </summary>
    internal static void ForgetSystemTrust()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Set("SSL_CERT_FILE", "/dev/null", 1);
            _ = Set("SSL_CERT_DIR", "/nonexistent", 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(string name, string value, int overwrite);
}
