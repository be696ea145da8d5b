using Waypost.Terraform.Cty;

namespace Waypost.Terraform.Tests.Cty;

public sealed class CtyMsgpackTests
{
    private static readonly CtyType Sample = CtyType.ObjectOf(new Dictionary<string, CtyType>
    {
        ["name"] = CtyType.Text,
        ["ttl"] = CtyType.Number,
        ["on"] = CtyType.Truth,
        ["records"] = CtyType.ListOf(CtyType.Text),
        ["tags"] = CtyType.MapOf(CtyType.SetOf(CtyType.Number)),
        ["pair"] = CtyType.TupleOf([CtyType.Text, CtyType.Number]),
    });

    private static readonly CtyValue Value = CtyValue.Of(new Dictionary<string, CtyValue>
    {
        ["name"] = CtyValue.Of("ü" + new string('x', 300)),
        ["ttl"] = CtyValue.Of(3600),
        ["on"] = CtyValue.Of(true),
        ["records"] = CtyValue.Of([CtyValue.Of("a"), CtyValue.Unknown, CtyValue.Null]),
        ["tags"] = CtyValue.Of(new Dictionary<string, CtyValue> { ["k"] = CtyValue.Of([CtyValue.Of(-1)]) }),
        ["pair"] = CtyValue.Of([CtyValue.Of("p"), CtyValue.Of(2)]),
    });

    [Fact]
    public void EveryKindRoundTrips()
    {
        Assert.Equal(Value, CtyMsgpack.Decode(CtyMsgpack.Encode(Value, Sample), Sample));
    }

    [Fact]
    public void TruncationAtEveryByteIsInvalidData()
    {
        var bytes = CtyMsgpack.Encode(Value, Sample);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => CtyMsgpack.Decode(bytes.AsSpan(0, length), Sample));
        }
    }

    [Theory]
    [InlineData("00", 0)]
    [InlineData("7f", 127)]
    [InlineData("cc80", 128)]
    [InlineData("cd0100", 256)]
    [InlineData("ce00010000", 65536)]
    [InlineData("cf0000000100000000", 4294967296)]
    [InlineData("ff", -1)]
    [InlineData("e0", -32)]
    [InlineData("d0df", -33)]
    [InlineData("d1ff7f", -129)]
    [InlineData("d2ffff7fff", -32769)]
    [InlineData("d3ffffffff7fffffff", -2147483649)]
    public void IntegersTakeTheirShortestForm(string hex, long number)
    {
        Assert.Equal(number, CtyMsgpack.Decode(Convert.FromHexString(hex), CtyType.Number).Whole);
        Assert.Equal(hex, Convert.ToHexStringLower(CtyMsgpack.Encode(CtyValue.Of(number), CtyType.Number)));
    }

    [Theory]
    [InlineData("cb4008000000000000", "3")]
    [InlineData("cb3fe0000000000000", "0.5")]
    [InlineData("ca3f000000", "0.5")]
    [InlineData("cfffffffffffffffff", "18446744073709551615")]
    [InlineData("af31323334353637383930313233342e", "12345678901234.")]
    public void NumbersBeyondWholeOnesKeepTheirText(string hex, string text)
    {
        Assert.Equal(text, CtyMsgpack.Decode(Convert.FromHexString(hex), CtyType.Number).Number!.Value.Text);
    }

    [Theory]
    [InlineData("d40000")]
    [InlineData("c7030c8101c2")]
    [InlineData("d80c00000000000000000000000000000000")]
    public void AnyExtensionIsUnknown(string hex)
    {
        Assert.True(CtyMsgpack.Decode(Convert.FromHexString(hex), CtyType.Text).IsUnknown);
    }

    [Fact]
    public void UnknownIsExtensionZeroAndNullAttributesAreWritten()
    {
        var type = CtyType.ObjectOf(new Dictionary<string, CtyType> { ["a"] = CtyType.Text, ["b"] = CtyType.Text });
        Assert.Equal("82a161d40000a162c0", Convert.ToHexStringLower(CtyMsgpack.Encode(CtyValue.Of(new Dictionary<string, CtyValue> { ["a"] = CtyValue.Unknown }), type)));
    }

    [Theory]
    [InlineData("dd7fffffff")]
    [InlineData("a161")]
    [InlineData("c1")]
    [InlineData("91a2ff00")]
    [InlineData("90c0")]
    public void WhatIsNotAListOfStringsIsInvalidData(string hex)
    {
        Assert.Throws<InvalidDataException>(() => CtyMsgpack.Decode(Convert.FromHexString(hex), CtyType.ListOf(CtyType.Text)));
    }

    [Fact]
    public void DynamicValuesCarryTheirTypeAndNestOnlySoDeep()
    {
        Assert.Equal("x", CtyMsgpack.Decode(Convert.FromHexString("92c40822737472696e6722a178"), CtyType.Dynamic).Text);
        var nested = string.Concat(Enumerable.Repeat("92c4092264796e616d696322", 1000)) + "c0";
        Assert.Throws<InvalidDataException>(() => CtyMsgpack.Decode(Convert.FromHexString(nested), CtyType.Dynamic));
    }

    [Theory]
    [InlineData("""["list","string"]""")]
    [InlineData("""["map",["set","number"]]""")]
    [InlineData("""["object",{"a":"bool","b":["tuple",["string","dynamic"]]}]""")]
    public void TypesRoundTripAsJson(string json)
    {
        Assert.Equal(json, System.Text.Encoding.UTF8.GetString(CtyType.Parse(System.Text.Encoding.UTF8.GetBytes(json)).ToJson()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"text\"")]
    [InlineData("[\"list\"]")]
    [InlineData("[\"object\",[]]")]
    public void WhatIsNotATypeIsInvalidData(string json)
    {
        Assert.Throws<InvalidDataException>(() => CtyType.Parse(System.Text.Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void StateOfAnotherVersionLosesOldAttributesAndGainsNullOnes()
    {
        var state = CtyJson.Decode("""{"name":"x","gone":true,"ttl":5}"""u8.ToArray(), Sample);
        Assert.Equal("x", state["name"].Text);
        Assert.Equal(5, state["ttl"].Whole);
        Assert.True(state["records"].IsNull);
        Assert.Null(state.Members!.GetValueOrDefault("gone"));
        Assert.Throws<InvalidDataException>(() => CtyJson.Decode("""{"ttl":"x","records":1}"""u8.ToArray(), Sample));

        // A number that has become a text since.
        Assert.Equal("1", CtyJson.Decode("""{"name":1}"""u8.ToArray(), Sample)["name"].Text);
    }
}
