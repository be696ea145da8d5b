using System.Text;

namespace Waypost.Api.DynamicDns;

/// <summary>The protocol's answers: a word a line, which clients compare as text.</summary>
internal static class ReturnCode
{
    public static IResult Of(string code, int status = 200) => Results.Text(code + "\n", "text/plain", Encoding.ASCII, status);
}
