using System.Text.Json.Serialization;

namespace Waypost.Api.AcmeDns;

/// <summary>POST /register; the domain is Waypost's own member: credentials for its challenge, instead of for a subdomain.</summary>
internal sealed record RegisterRequest(IReadOnlyList<string>? Allowfrom = null, string? Domain = null);

internal sealed record Registration(IReadOnlyList<string> Allowfrom, string Fulldomain, string Password, string Subdomain, string Username);

internal sealed record UpdateRequest(string? Subdomain = null, string? Txt = null);

internal sealed record UpdateAnswer(string Txt);

internal sealed record AcmeDnsError(string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(UpdateRequest))]
[JsonSerializable(typeof(UpdateAnswer))]
[JsonSerializable(typeof(AcmeDnsError))]
internal sealed partial class AcmeDnsJsonContext : JsonSerializerContext;
