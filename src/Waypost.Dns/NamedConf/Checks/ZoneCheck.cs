using Waypost.Dns.NamedConf.Grammar;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Names;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>A zone statement: its name and type, the clauses that its type takes, and what they need of each other.</summary>
internal sealed class ZoneCheck(ZoneScope scope, ConfTuple statement)
{
    private static readonly string[] Acls = ["allow-notify", "allow-transfer", "allow-update", "allow-update-forwarding"];

    private readonly ConfCheck _check = scope.Check;

    public ZoneScope Scope => scope;

    public ConfTuple Statement => statement;

    public ConfMap Map { get; } = (ConfMap)statement["options"];

    public string Text { get; } = statement["name"].Text();

    public DnsName? Name { get; private set; }

    public ZoneKinds Kind { get; private set; }

    /// <summary>The type as it is written.</summary>
    public string TypeText { get; private set; } = "";

    public bool IsPrimary => Kind == ZoneKinds.Primary;

    public bool IsSecondary => Kind == ZoneKinds.Secondary;

    /// <summary>The effective value of a clause.</summary>
    public ConfValue? Effective(string clause) => Map[clause] ?? scope.Inherited(clause);

    public void Check()
    {
        if (!CheckType() || !CheckClass())
        {
            return;
        }
        CheckName();
        if (Kind == ZoneKinds.InView)
        {
            CheckInView();
            return;
        }
        ViewCheck.CheckNonZero(_check, Map);
        ZoneSigningCheck signing = new(this);
        if (!signing.Policy())
        {
            // The policy is not there; the rest is checked all the same.
        }
        CheckLegal();
        foreach (var acl in Acls)
        {
            _check.Acls.Check(Effective(acl));
        }
        foreach (var source in SourcePortCheck.OfZones)
        {
            SourcePortCheck.Check(_check, source, Map[source] ?? _check.Options?[source]);
        }
        if (Effective("allow-transfer") is ConfTuple transfer)
        {
            ListenerCheck.Transport(_check, transfer);
        }
        ZoneServersCheck servers = new(this);
        servers.Check();
        UpdateCheck();
        signing.Check();
        ZoneFileCheck.Dialup(this);
        ZoneForwardingCheck.Check(this);
        ZoneFileCheck.KeyDirectory(this, signing);
        OptionsCheck.Check(_check, Map, OptionsLevel.Zone);
        ZoneFileCheck.Database(this, signing);
    }

    private bool CheckType()
    {
        if (Map["in-view"] is not null)
        {
            (Kind, TypeText) = (ZoneKinds.InView, "in-view");
            return true;
        }
        if (Map["type"] is not ConfText type)
        {
            return _check.Error(statement, $"zone '{Text}': type not present");
        }
        TypeText = type.Text;
        Kind = TypeText.ToLowerInvariant() switch
        {
            "primary" or "master" => ZoneKinds.Primary,
            "secondary" or "slave" => ZoneKinds.Secondary,
            "mirror" => ZoneKinds.Mirror,
            "stub" => ZoneKinds.Stub,
            "static-stub" => ZoneKinds.StaticStub,
            "forward" => ZoneKinds.Forward,
            "hint" => ZoneKinds.Hint,
            "redirect" => ZoneKinds.Redirect,
            _ => ZoneKinds.DelegationOnly,
        };
        if (Kind == ZoneKinds.DelegationOnly)
        {
            _check.Warn(type, "'type delegation-only' is deprecated");
        }
        return Kind != ZoneKinds.Redirect || Text == "." || _check.Error(statement, "redirect zones must be called \".\"");
    }

    private bool CheckClass()
    {
        if (statement["class"] is not ConfText stated)
        {
            return true;
        }
        if (!NameCheck.TryClass(stated.Text, out var canonical))
        {
            return _check.Error(statement, $"zone '{Text}': invalid class {stated.Text}");
        }
        return canonical == scope.Class || _check.Error(statement, $"zone '{Text}': class '{stated.Text}' does not match view/default class");
    }

    private void CheckName()
    {
        if (!NameCheck.TryName(Text, out var name))
        {
            _check.Error(statement, $"zone '{Text}': is not a valid name");
            return;
        }
        Name = name;
        var kind = Kind switch { ZoneKinds.Hint => 1, ZoneKinds.Redirect => 2, _ => 3 };
        if (scope.Add(name, kind, statement) is { } earlier)
        {
            _check.Error(statement, $"zone '{NameCheck.Format(name)}': already exists previous definition: {ConfCheck.Place(earlier)}");
        }
        if (IsPrimary || IsSecondary)
        {
            scope.Serve(name);
        }
        if (Kind != ZoneKinds.InView)
        {
            scope.Use.Zones.Add((scope.ViewName, name.ToString().ToLowerInvariant(), scope.Class));
        }
    }

    private void CheckInView()
    {
        var target = Map["in-view"].Text();
        if (Name is not null && !scope.Use.Zones.Contains((target, Name.ToString().ToLowerInvariant(), scope.Class)))
        {
            _check.Error(Map["in-view"]!, $"'in-view' zone '{Text}' does not exist in view '{target}', or view '{target}' is not yet defined");
        }
        var taken = 1 + (Map["forward"] is null ? 0 : 1) + (Map["forwarders"] is null ? 0 : 1);
        if (Map.Clauses.Count > taken)
        {
            _check.Error(Map, $"zone '{Text}': 'in-view' used with incompatible zone options");
        }
    }

    private void CheckLegal()
    {
        foreach (var clause in BlockTypes.Zone.Sets.SelectMany(set => set.Clauses))
        {
            if (Map[clause.Name] is { } value && !clause.Zones.HasFlag(Kind))
            {
                _check.Error(value, $"option '{clause.Name}' is not allowed in '{TypeText}' zone '{Text}'");
            }
        }
    }

    private void UpdateCheck()
    {
        if (!(IsPrimary || IsSecondary) || Map["update-policy"] is not { } policy)
        {
            return;
        }
        if (Map["allow-update"] is { } allow)
        {
            _check.Error(allow, $"zone '{Text}': 'allow-update' is ignored when 'update-policy' is present");
            return;
        }
        UpdatePolicyCheck.Check(_check, policy);
    }
}
