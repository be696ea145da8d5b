using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Waypost.Api.PowerDns;

/// <summary>Answers in PowerDNS' JSON.</summary>
internal static class PowerDnsResults
{
    private static readonly PowerDnsJsonContext Context = new(new JsonSerializerOptions(PowerDnsJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static IResult Json<T>(T value, int status = 200) =>
        Results.Json(value, (JsonTypeInfo<T>)Context.GetTypeInfo(typeof(T))!, "application/json", status);

    public static IResult Error(int status, string message) => Json(new ErrorDocument(message), status);

    public static IResult Done(string result) => Json(new ResultDocument(result));
}
