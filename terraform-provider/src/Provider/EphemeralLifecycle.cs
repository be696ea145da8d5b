using System.Text;
using Google.Protobuf;
using Waypost.Terraform.EphemeralResources;
using Waypost.Terraform.Protocol.Messages;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Provider;

/// <summary>The protocol's calls for ephemeral resources.</summary>
internal sealed class EphemeralLifecycle(ProviderSession session)
{
    public async Task<OpenEphemeralResponse> OpenAsync(OpenEphemeralRequest request, CancellationToken cancellationToken)
    {
        var resource = Find(request.TypeName);
        var response = new OpenEphemeralResponse();
        var diagnostics = new DiagnosticList();
        try
        {
            var (result, handle) = await resource.OpenAsync(session.Api, DynamicValues.Decode(request.Config, resource.Schema.Type), cancellationToken);
            response.Result = DynamicValues.Encode(result, resource.Schema.Type);
            response.Private = ByteString.CopyFromUtf8(handle);
        }
        catch (Exception error) when (ApiFailures.Describe(error) is not null)
        {
            diagnostics.Error($"Opening {request.TypeName} failed", ApiFailures.Describe(error)!);
        }

        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    public async Task<DiagnosticsResponse> CloseAsync(CloseEphemeralRequest request, CancellationToken cancellationToken)
    {
        var response = new DiagnosticsResponse();
        var diagnostics = new DiagnosticList();
        try
        {
            await Find(request.TypeName).CloseAsync(session.Api, Encoding.UTF8.GetString(request.Private.Span), cancellationToken);
        }
        catch (Exception error) when (ApiFailures.Describe(error) is not null)
        {
            diagnostics.Error($"Closing {request.TypeName} failed", ApiFailures.Describe(error)!);
        }

        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    private static EphemeralResource Find(string typeName) =>
        ProviderRegistry.EphemeralResources.TryGetValue(typeName, out var resource) ? resource : throw new InvalidDataException($"There is no ephemeral resource type {typeName}.");
}
