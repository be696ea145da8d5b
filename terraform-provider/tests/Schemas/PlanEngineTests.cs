using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Tests.Schemas;

public sealed class PlanEngineTests
{
    private static readonly ObjectSchema Schema = new(
        "A sample.",
        new SchemaAttribute("id", CtyType.Text, "") { Computed = true },
        new SchemaAttribute("name", CtyType.Text, "") { Required = true, RequiresReplace = true, Canonical = (_, value) => value.Text?.ToUpperInvariant() },
        new SchemaAttribute("ttl", CtyType.Number, "") { Optional = true, Computed = true, Default = CtyValue.Of(3600) },
        new SchemaAttribute("kept", CtyType.Text, "") { Optional = true, Computed = true, KeepsValue = true },
        new SchemaAttribute("serial", CtyType.Number, "") { Computed = true },
        new SchemaAttribute("secret", CtyType.Text, "") { Optional = true, WriteOnly = true });

    private static readonly CtyValue State = Schema.ObjectOf(
        ("id", CtyValue.Of("A")), ("name", CtyValue.Of("a")), ("ttl", CtyValue.Of(3600)), ("kept", CtyValue.Of("k")), ("serial", CtyValue.Of(1)));

    [Fact]
    public void CreatingFillsDefaultsAndLeavesComputedUnknownUnlessDerived()
    {
        var config = Schema.ObjectOf(("name", CtyValue.Of("a")), ("secret", CtyValue.Of("s")));
        var plan = PlanEngine.Plan(Schema, CtyValue.Null, config, config, Derive).Planned;

        Assert.Equal(3600, plan["ttl"].Whole);
        Assert.Equal("A", plan["id"].Text);
        Assert.True(plan["kept"].IsUnknown);
        Assert.True(plan["serial"].IsUnknown);
        Assert.True(plan["secret"].IsNull);
    }

    [Fact]
    public void NothingChangedPlansTheStateItself()
    {
        var config = Schema.ObjectOf(("name", CtyValue.Of("a")));
        Assert.Equal(State, PlanEngine.Plan(Schema, State, State, config, Derive).Planned);
    }

    [Fact]
    public void AnotherSpellingPlansThePriorSpelling()
    {
        var config = Schema.ObjectOf(("name", CtyValue.Of("A")));
        var plan = PlanEngine.Plan(Schema, State, State.With("name", CtyValue.Of("A")), config, Derive);
        Assert.Equal(State, plan.Planned);
        Assert.Empty(plan.RequiresReplace);
    }

    [Fact]
    public void AnUpdateKeepsWhatOutlivesIt()
    {
        var config = Schema.ObjectOf(("name", CtyValue.Of("a")), ("ttl", CtyValue.Of(60)));
        var plan = PlanEngine.Plan(Schema, State, State.With("ttl", CtyValue.Of(60)), config, Derive);
        Assert.Empty(plan.RequiresReplace);
        Assert.Equal("k", plan.Planned["kept"].Text);
        Assert.True(plan.Planned["serial"].IsUnknown);
    }

    [Fact]
    public void ADefaultIsAChangeWhenTheConfigurationDropsTheValue()
    {
        var prior = State.With("ttl", CtyValue.Of(60));
        var config = Schema.ObjectOf(("name", CtyValue.Of("a")));
        Assert.Equal(3600, PlanEngine.Plan(Schema, prior, prior, config, Derive).Planned["ttl"].Whole);
    }

    [Fact]
    public void AReplacementKeepsNothingComputed()
    {
        var config = Schema.ObjectOf(("name", CtyValue.Of("b")));
        var plan = PlanEngine.Plan(Schema, State, State.With("name", CtyValue.Of("b")), config, Derive);
        Assert.Equal(["name"], plan.RequiresReplace);
        Assert.True(plan.Planned["kept"].IsUnknown);
        Assert.Equal("B", plan.Planned["id"].Text);
    }

    [Fact]
    public void AnUnknownNameReplacesAndLeavesTheIdUnknown()
    {
        var config = Schema.ObjectOf(("name", CtyValue.Unknown));
        var plan = PlanEngine.Plan(Schema, State, State.With("name", CtyValue.Unknown), config, Derive);
        Assert.Equal(["name"], plan.RequiresReplace);
        Assert.True(plan.Planned["id"].IsUnknown);
    }

    [Fact]
    public void DestroyingPlansNull()
    {
        Assert.True(PlanEngine.Plan(Schema, State, CtyValue.Null, CtyValue.Null, Derive).Planned.IsNull);
    }

    [Fact]
    public void TheAnswerFillsOnlyWhatThePlanLeftUnknown()
    {
        var plan = State.With("serial", CtyValue.Unknown);
        var settled = PlanEngine.Settle(Schema, plan, State.With("serial", CtyValue.Of(2)).With("name", CtyValue.Of("other")));
        Assert.Equal(2, settled["serial"].Whole);
        Assert.Equal("a", settled["name"].Text);
    }

    [Theory]
    [InlineData("$.records[1]", "records/1")]
    [InlineData("$.ttl", "ttl")]
    [InlineData("owner", "name")]
    [InlineData("$.primaryNameServer", "primary_name_server")]
    [InlineData("$.records[x]", "records")]
    [InlineData("$.records[", "records")]
    [InlineData("$", "")]
    [InlineData("$.unheardOf", "")]
    public void ApiPathsBecomeAttributePaths(string path, string expected)
    {
        var schema = new ObjectSchema(
            "A sample.",
            new SchemaAttribute("name", CtyType.Text, ""),
            new SchemaAttribute("ttl", CtyType.Number, ""),
            new SchemaAttribute("primary_name_server", CtyType.Text, ""),
            new SchemaAttribute("records", CtyType.ListOf(CtyType.Text), ""));
        Assert.Equal(expected, string.Join('/', ApiPath.Resolve(schema, path, new Dictionary<string, string> { ["owner"] = "name" })));
    }

    private static CtyValue Derive(CtyValue value) => value["name"].Text is { } name ? value.With("id", CtyValue.Of(name.ToUpperInvariant())) : value;
}
