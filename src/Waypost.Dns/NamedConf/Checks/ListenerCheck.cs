using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>listen-on, listen-on-v6 and the transport of allow-transfer.</summary>
internal static class ListenerCheck
{
    public static void Check(ConfCheck check, ConfMap map)
    {
        foreach (var listener in map.Tuples("listen-on").Concat(map.Tuples("listen-on-v6")))
        {
            Listener(check, listener);
        }
    }

    public static void Transport(ConfCheck check, ConfTuple transfer)
    {
        var transport = (ConfTuple)transfer["port-transport"];
        if (transport["port"] is ConfNumber { Value: > 65535 } port)
        {
            check.Error(port, $"port value '{port.Value}' is out of range");
        }
        if (transport["transport"] is ConfText name && !name.Text.Is("tcp") && !name.Text.Is("tls"))
        {
            check.Error(name, $"'{name.Text}' is not a valid transport protocol for zone transfers. Please specify either 'tcp' or 'tls'");
        }
    }

    private static void Listener(ConfCheck check, ConfTuple listener)
    {
        var tuple = (ConfTuple)listener["tuple"];
        var (tls, http, port) = (tuple["tls"], tuple["http"], tuple["port"]);
        if (!tls.IsVoid && !TlsCheck.IsDefined(check, tls.Text()))
        {
            check.Error(tls, $"tls '{tls.Text()}' is not defined");
        }
        if (!http.IsVoid)
        {
            if (tls.IsVoid)
            {
                check.Error(http, "http must specify a 'tls' statement, 'tls ephemeral', or 'tls none'");
            }
            if (!HttpCheck.IsDefined(check, http.Text()))
            {
                check.Error(http, $"http '{http.Text()}' is not defined");
            }
        }
        if (port is ConfNumber { Value: > 65535 } number)
        {
            check.Error(number, $"port value '{number.Value}' is out of range");
        }
        check.Acls.Check(listener["acl"]);
    }
}
