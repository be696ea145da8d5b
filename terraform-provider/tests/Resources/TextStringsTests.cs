using Waypost.Terraform.Resources;

namespace Waypost.Terraform.Tests.Resources;

public sealed class TextStringsTests
{
    [Fact]
    public void ALongTextIsCutAt255Bytes() =>
        Assert.Equal($"\"{new string('a', 255)}\" \"{new string('a', 45)}\"", TextStrings.Cut($"\"{new string('a', 300)}\""));

    [Fact]
    public void AnEscapeIsOneByteAndStaysWhole() =>
        Assert.Equal($"\"{new string('a', 254)}\\034\" \"{new string('b', 9)}\"", TextStrings.Cut($"\"{new string('a', 254)}\\034{new string('b', 9)}\""));

    [Fact]
    public void ACharacterOfTwoBytesIsNotTorn() =>
        Assert.Equal($"\"{new string('a', 254)}\" \"é{new string('b', 9)}\"", TextStrings.Cut($"\"{new string('a', 254)}é{new string('b', 9)}\""));

    [Theory]
    [InlineData("\"short\"")]
    [InlineData("one two")]
    public void AShortTextIsLeftAsItIs(string rdata) => Assert.Equal(rdata, TextStrings.Cut(rdata));

    [Fact]
    public void QuotesAndBackslashesAreEscaped() => Assert.Equal("\"say \\\"\\\\\\\"\"", TextStrings.Quote("say \"\\\""));
}
