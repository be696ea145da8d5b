using System.Net;
using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Provider;

/// <summary>What the API's refusals mean to a person at a terminal.</summary>
internal static class ApiFailures
{
    /// <summary>Runs one call and turns what it throws into diagnostics. Null when it failed.</summary>
    public static async Task<T?> ReportAsync<T>(Func<Task<T?>> call, ManagedResource resource, CtyValue value, DiagnosticList diagnostics)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (WaypostApiException error)
        {
            Describe(error, resource, value, diagnostics);
        }
        catch (RefusedAttributesException error)
        {
            foreach (var (path, message) in error.Refusals)
            {
                diagnostics.Error("The API refused this", message, path);
            }
        }
        catch (Exception error) when (Describe(error) is not null)
        {
            diagnostics.Error("The API did not answer", Describe(error)!);
        }

        return null;
    }

    /// <summary>A sentence for failures that are no fault of the provider; null for the rest, which stay exceptions.</summary>
    public static string? Describe(Exception error) => error switch
    {
        WaypostApiException refused => refused.Message,
        HttpRequestException { InnerException: { } cause } request when !request.Message.StartsWith(cause.Message, StringComparison.Ordinal) =>
            $"{request.Message} ({cause.Message})",
        HttpRequestException request => request.Message,
        OperationCanceledException { InnerException: TimeoutException } => "The request took too long.",
        OperationCanceledException => "The operation was interrupted.",
        InvalidDataException data => data.Message,
        _ => null,
    };

    private static void Describe(WaypostApiException error, ManagedResource resource, CtyValue value, DiagnosticList diagnostics)
    {
        if (error.Errors.Count > 0)
        {
            foreach (var (path, messages) in error.Errors)
            {
                var at = ApiPath.Resolve(resource.Schema, path, resource.RenamedMembers);
                var text = string.Join(" ", messages);

                // The name says it again because Terraform shows the whole block when an attribute is absent.
                diagnostics.Error("The API refused this", $"{(at.Count == 0 ? path : Name(at))}: {text}", at);
            }

            return;
        }

        var id = value["id"].Text ?? "";
        var detail = error.Problem?.Detail ?? error.Message;
        switch (error.Status)
        {
            case HttpStatusCode.Unauthorized:
                diagnostics.Error("The API key is not valid", detail + " Check api_key in the provider block or WAYPOST_API_KEY.");
                break;
            case HttpStatusCode.Forbidden:
                diagnostics.Error("The API key may not do this", detail);
                break;
            default:
                diagnostics.Error($"The API refused {resource.TypeName} {id}".TrimEnd(), detail + $" (HTTP {(int)error.Status})");
                break;
        }
    }

    private static string Name(IReadOnlyList<object> path) => string.Join('.', path.Select(step => step is MapKey key ? key.Key : step)).Replace(".[", "[", StringComparison.Ordinal);

    /// <summary>Whether creating failed because there is one already.</summary>
    public static bool IsTaken(WaypostApiException error) =>
        error.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict && error.Errors.Count == 0;
}
