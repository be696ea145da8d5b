using Waypost.Server.Delivery.Remote;

namespace Waypost.Server.Delivery;

/// <summary>What is to be right about the delivery settings, beyond each one's type.</summary>
public static class DeliveryChecks
{
    /// <summary>The first setting that is wrong, with what is wrong about it, or null.</summary>
    public static (string Key, string Text)? Problem(DeliveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.SmartHost.Length > 0 && RelayRoute.Parse(options.SmartHost, options.RemotePort, options.SmartHostTls) is null)
        {
            return ("SmartHost", $"\"{options.SmartHost}\" is neither [host]:port nor a domain");
        }

        if (options.Tls == RelayTls.Implicit)
        {
            return ("Tls", "must be None, Opportunistic, Required or Verified; mail exchangers do not speak TLS from the start");
        }

        return options.SmartHostUserName.Length > 0 != options.SmartHostPassword.Length > 0
            ? ("SmartHostPassword", "must be set together with Delivery:SmartHostUserName")
            : null;
    }
}
