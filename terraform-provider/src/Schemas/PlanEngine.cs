using Waypost.Terraform.Cty;

namespace Waypost.Terraform.Schemas;

/// <summary>What PlanResourceChange answers.</summary>
internal sealed record ResourcePlan(CtyValue Planned, IReadOnlyList<string> RequiresReplace);

/// <summary>PlanResourceChange from a schema alone: defaults, equal meanings, replacement, unknowns.</summary>
internal static class PlanEngine
{
    /// <param name="schema">The resource's attributes.</param>
    /// <param name="prior">The state, null when the resource is to be created.</param>
    /// <param name="proposed">Terraform's merge of configuration and state, null when the resource is to be destroyed.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="derive">Fills computed attributes that follow from others.</param>
    /// <param name="spell">Gives the second value as the first spells it; null for what the schema says.</param>
    public static ResourcePlan Plan(ObjectSchema schema, CtyValue prior, CtyValue proposed, CtyValue config, Func<CtyValue, CtyValue> derive, Func<CtyValue, CtyValue, CtyValue>? spell = null)
    {
        if (proposed.IsNull)
        {
            return new ResourcePlan(CtyValue.Null, []);
        }

        var plan = (spell ?? schema.SpellAs)(prior, WithDefaults(schema, proposed, config));
        var changed = prior.IsNull || !plan.Equals(prior);
        if (!changed)
        {
            return new ResourcePlan(plan, []);
        }

        string[] replace = prior.IsNull
            ? []
            : [.. schema.Attributes.Where(a => a.RequiresReplace && !plan[a.Name].Equals(prior[a.Name])).Select(a => a.Name)];
        var isNew = prior.IsNull || replace.Length > 0;

        // Unknown comes before derive, which can make a value known again.
        foreach (var attribute in schema.Attributes)
        {
            if (attribute.Computed && attribute.Default is null && config[attribute.Name].IsNull && (isNew || !attribute.KeepsValue))
            {
                plan = plan.With(attribute.Name, CtyValue.Unknown);
            }
        }

        return new ResourcePlan(derive(plan), replace);
    }

    /// <summary>The state after an apply: the plan, whose unknowns the API's answer fills. Terraform insists on the rest.</summary>
    public static CtyValue Settle(ObjectSchema schema, CtyValue plan, CtyValue answer)
    {
        var settled = plan;
        foreach (var attribute in schema.Attributes)
        {
            if (!plan[attribute.Name].IsWhollyKnown)
            {
                settled = settled.With(attribute.Name, answer[attribute.Name]);
            }
        }

        return settled;
    }

    private static CtyValue WithDefaults(ObjectSchema schema, CtyValue proposed, CtyValue config)
    {
        var plan = proposed;
        foreach (var attribute in schema.Attributes)
        {
            if (attribute.WriteOnly)
            {
                plan = plan.With(attribute.Name, CtyValue.Null);
            }
            else if (attribute.Default is not null && config[attribute.Name].IsNull)
            {
                plan = plan.With(attribute.Name, attribute.Default);
            }
        }

        return plan;
    }
}
