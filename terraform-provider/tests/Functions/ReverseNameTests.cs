using Waypost.Terraform.Cty;
using Waypost.Terraform.Functions;

namespace Waypost.Terraform.Tests.Functions;

public sealed class ReverseNameTests
{
    [Theory]
    [InlineData("192.0.2.1", "1.2.0.192.in-addr.arpa.")]
    [InlineData("2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.")]
    public void AnAddressHasItsName(string address, string name) =>
        Assert.Equal(name, new ReverseNameFunction().Call([CtyValue.Of(address)]).Value.Text);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("192.0.2")]
    [InlineData("192.0.2.1/24")]
    [InlineData("fe80::1%eth0")]
    public void AnythingElseIsAnErrorOfTheArgument(string text)
    {
        var result = new ReverseNameFunction().Call([CtyValue.Of(text)]);
        Assert.NotNull(result.Error);
        Assert.Equal(0, result.Argument);
    }
}
