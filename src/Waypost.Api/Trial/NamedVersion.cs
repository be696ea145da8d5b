using System.Runtime.InteropServices;
using Waypost.Server.Trial;

namespace Waypost.Api.Trial;

/// <summary>What <c>named -V</c> prints.</summary>
internal static class NamedVersion
{
    public static string Describe() => $"""
        {TrialRndcTarget.Version}
        running on {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}
        built with {RuntimeInformation.FrameworkDescription}
        threads support is enabled
        DNSSEC algorithms:
        HMAC algorithms: HMAC-MD5 HMAC-SHA1 HMAC-SHA224 HMAC-SHA256 HMAC-SHA384 HMAC-SHA512

        default paths:
          named configuration:  /etc/bind/named.conf
          rndc configuration:   /etc/bind/rndc.conf
          nsupdate session key: {NamedPaths.SessionKey}
          named PID file:       {NamedPaths.PidFile}
          named lock file:      none
        """;
}

/// <summary>Where BIND on Debian keeps what it keeps.</summary>
internal static class NamedPaths
{
    public const string PidFile = "/run/named/named.pid";
    public const string SessionKey = "/run/named/session.key";
}
