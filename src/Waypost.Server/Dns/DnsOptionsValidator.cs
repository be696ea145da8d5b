using System.Net;
using Microsoft.Extensions.Options;

namespace Waypost.Server.Dns;

/// <summary>Checks <see cref="DnsOptions"/> at start; each message names its setting.</summary>
internal sealed class DnsOptionsValidator : IValidateOptions<DnsOptions>
{
    private const int MaxThreads = 256;
    private const int MaxTransfers = 10_000;

    public ValidateOptionsResult Validate(string? name, DnsOptions options)
    {
        var errors = new List<string>();
        if (!IPAddress.TryParse(options.Address, out _))
        {
            errors.Add($"Dns:Address must be an IP address; it is '{options.Address}'.");
        }
        if (options.Port is < 0 or > ushort.MaxValue)
        {
            errors.Add($"Dns:Port must be from 0 to 65535; it is {options.Port}.");
        }
        if (options.UdpThreads is < 0 or > MaxThreads)
        {
            errors.Add($"Dns:UdpThreads must be from 0 to {MaxThreads}; it is {options.UdpThreads}.");
        }
        if (options.TcpThreads is < 0 or > MaxThreads)
        {
            errors.Add($"Dns:TcpThreads must be from 0 to {MaxThreads}; it is {options.TcpThreads}.");
        }
        if (options.TcpIdleTimeout <= TimeSpan.Zero || options.TcpIdleTimeout > TimeSpan.FromHours(1))
        {
            errors.Add($"Dns:TcpIdleTimeout must be more than zero and at most one hour; it is {options.TcpIdleTimeout}.");
        }
        if (options.TransfersOut is < 1 or > MaxTransfers)
        {
            errors.Add($"Dns:TransfersOut must be from 1 to {MaxTransfers}; it is {options.TransfersOut}.");
        }
        if (options.TransferIdleTimeout <= TimeSpan.Zero || options.TransferIdleTimeout > TimeSpan.FromHours(1))
        {
            errors.Add($"Dns:TransferIdleTimeout must be more than zero and at most one hour; it is {options.TransferIdleTimeout}.");
        }
        errors.AddRange(DnsAnswers.Problems(options).Select(each => $"Dns:{each.Key} {each.Problem}."));
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
