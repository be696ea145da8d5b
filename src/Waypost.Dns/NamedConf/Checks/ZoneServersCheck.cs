using Waypost.Dns.NamedConf.Grammar;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>The other servers of a zone: primaries, parental agents, whom to notify.</summary>
internal sealed class ZoneServersCheck(ZoneCheck zone)
{
    private readonly ConfCheck _check = zone.Scope.Check;

    public void Check()
    {
        Notify();
        Primaries();
        ParentalAgents();
        Recursion();
    }

    private void Notify()
    {
        if (!(ZoneKinds.Primary | ZoneKinds.Secondary | ZoneKinds.Mirror).HasFlag(zone.Kind))
        {
            return;
        }
        var notify = zone.Effective("notify");
        if (zone.Kind == ZoneKinds.Mirror && zone.Map["notify"] is { } own && own is not ConfBoolean { Value: false } && !own.Text().Is("explicit"))
        {
            _check.Error(zone.Statement, $"zone '{zone.Text}': mirror zones can only be used with 'notify no;' or 'notify explicit;'");
        }
        var silent = notify is ConfBoolean { Value: false };
        var also = zone.Map["also-notify"];
        if (also is not null && silent)
        {
            _check.Warn(zone.Statement, $"zone '{zone.Text}': 'also-notify' set but 'notify' is disabled");
        }
        if (!silent && (also ?? zone.Scope.Inherited("also-notify")) is ConfTuple servers)
        {
            RemoteServersCheck.Expand(_check, servers, "primaries", out _);
        }
    }

    private void Primaries()
    {
        if (!(ZoneKinds.Secondary | ZoneKinds.Mirror | ZoneKinds.Stub).HasFlag(zone.Kind))
        {
            return;
        }
        var (primaries, masters) = (zone.Map["primaries"], zone.Map["masters"]);
        if (primaries is not null && masters is not null)
        {
            _check.Error(zone.Map, "'primaries' and 'masters' cannot both be used in the same zone");
        }
        if ((primaries ?? masters) is not ConfTuple list)
        {
            // A mirror of the root has primaries built in.
            if (!(zone.Kind == ZoneKinds.Mirror && zone.Name is { IsRoot: true }))
            {
                _check.Error(zone.Statement, $"zone '{zone.Text}': missing 'primaries' entry");
            }
            return;
        }
        if (RemoteServersCheck.Expand(_check, list, "primaries", out var count) && count == 0)
        {
            _check.Error(zone.Statement, $"zone '{zone.Text}': empty 'primaries' entry");
        }
    }

    private void ParentalAgents()
    {
        if ((zone.IsPrimary || zone.IsSecondary) && zone.Map["parental-agents"] is ConfTuple agents &&
            RemoteServersCheck.Expand(_check, agents, "parental-agents", out var count) && count == 0)
        {
            _check.Error(zone.Statement, $"zone '{zone.Text}': empty 'parental-agents' entry");
        }
    }

    private void Recursion()
    {
        if (zone.Kind == ZoneKinds.Mirror && zone.Scope.Inherited("recursion") is ConfBoolean { Value: false })
        {
            _check.Error(zone.Statement, $"zone '{zone.Text}': mirror zones cannot be used if recursion is disabled");
        }
    }
}
