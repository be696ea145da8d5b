using Waypost.Terraform.Cty;
using Waypost.Terraform.Protocol;
using Waypost.Terraform.Protocol.Messages;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Provider;

/// <summary>The Provider service: every method by its name in the protocol. What is absent is answered UNIMPLEMENTED.</summary>
internal sealed partial class ProviderMethods(ProviderSession session, PluginLifetime lifetime, Func<string, string?> variable, TimeProvider time, ILogger<ProviderMethods> logger)
{
    public IReadOnlyDictionary<string, UnaryMethod> Table()
    {
        var lifecycle = new ResourceLifecycle(session);
        var ephemeral = new EphemeralLifecycle(session);
        return new Dictionary<string, UnaryMethod>(StringComparer.Ordinal)
        {
            ["GetMetadata"] = UnaryMethod.Of(EmptyMessage.Parser, _ => Metadata()),
            ["GetProviderSchema"] = UnaryMethod.Of(EmptyMessage.Parser, _ => ProviderSchema()),
            ["GetFunctions"] = UnaryMethod.Of(EmptyMessage.Parser, _ => Functions()),
            ["ValidateProviderConfig"] = UnaryMethod.Of(ValidateProviderRequest.Parser, ValidateProvider),
            ["ConfigureProvider"] = UnaryMethod.Of(ConfigureRequest.Parser, Configure),
            ["StopProvider"] = UnaryMethod.Of(EmptyMessage.Parser, _ => Stop()),
            ["ValidateResourceConfig"] = UnaryMethod.Of(ValidateRequest.Parser, ResourceLifecycle.Validate),
            ["UpgradeResourceState"] = UnaryMethod.Of(UpgradeRequest.Parser, ResourceTransitions.Upgrade),
            ["GetResourceIdentitySchemas"] = UnaryMethod.Of(EmptyMessage.Parser, _ => ResourceIdentity.Schemas()),
            ["UpgradeResourceIdentity"] = UnaryMethod.Of(UpgradeIdentityRequest.Parser, ResourceIdentity.Upgrade),
            ["ReadResource"] = UnaryMethod.Of(ReadRequest.Parser, lifecycle.ReadAsync),
            ["PlanResourceChange"] = UnaryMethod.Of(PlanRequest.Parser, lifecycle.Plan),
            ["ApplyResourceChange"] = UnaryMethod.Of(ApplyRequest.Parser, lifecycle.ApplyAsync),
            ["ImportResourceState"] = UnaryMethod.Of(ImportRequest.Parser, ResourceTransitions.Import),
            ["MoveResourceState"] = UnaryMethod.Of(MoveRequest.Parser, ResourceTransitions.Move),
            ["ValidateDataResourceConfig"] = UnaryMethod.Of(ValidateRequest.Parser, _ => new DiagnosticsResponse()),
            ["ValidateEphemeralResourceConfig"] = UnaryMethod.Of(ValidateRequest.Parser, _ => new DiagnosticsResponse()),
            ["OpenEphemeralResource"] = UnaryMethod.Of(OpenEphemeralRequest.Parser, ephemeral.OpenAsync),
            ["CloseEphemeralResource"] = UnaryMethod.Of(CloseEphemeralRequest.Parser, ephemeral.CloseAsync),
            ["ReadDataSource"] = UnaryMethod.Of(ReadDataRequest.Parser, ReadDataAsync),
            ["CallFunction"] = UnaryMethod.Of(CallFunctionRequest.Parser, CallFunction),
        };
    }

    // The schema does not depend on how the provider is configured, so Terraform may ask for it once a command.
    private static ServerCapabilities Capabilities => new() { GetProviderSchemaOptional = true, MoveResourceState = true };

    private static MetadataResponse Metadata()
    {
        var response = new MetadataResponse { ServerCapabilities = Capabilities };
        response.Resources.AddRange(ProviderRegistry.Resources.Keys.Select(name => new NamedItem { Name = name }));
        response.DataSources.AddRange(ProviderRegistry.DataSources.Keys.Select(name => new NamedItem { Name = name }));
        response.EphemeralResources.AddRange(ProviderRegistry.EphemeralResources.Keys.Select(name => new NamedItem { Name = name }));
        response.Functions.AddRange(ProviderRegistry.Functions.Keys.Select(name => new NamedItem { Name = name }));
        return response;
    }

    private static ProviderSchemaResponse ProviderSchema()
    {
        var response = new ProviderSchemaResponse { Provider = ProviderSettings.Schema.ToMessage(), ServerCapabilities = Capabilities };
        foreach (var (name, resource) in ProviderRegistry.Resources)
        {
            response.ResourceSchemas[name] = resource.Schema.ToMessage();
        }

        foreach (var (name, source) in ProviderRegistry.DataSources)
        {
            response.DataSourceSchemas[name] = source.Schema.ToMessage();
        }

        foreach (var (name, ephemeral) in ProviderRegistry.EphemeralResources)
        {
            response.EphemeralResourceSchemas[name] = ephemeral.Schema.ToMessage();
        }

        foreach (var (name, function) in ProviderRegistry.Functions)
        {
            response.Functions[name] = function.ToMessage();
        }

        return response;
    }

    private static FunctionsResponse Functions()
    {
        var response = new FunctionsResponse();
        foreach (var (name, function) in ProviderRegistry.Functions)
        {
            response.Functions[name] = function.ToMessage();
        }

        return response;
    }

    private static ValidateProviderResponse ValidateProvider(ValidateProviderRequest request)
    {
        var response = new ValidateProviderResponse();
        var diagnostics = new DiagnosticList();
        ProviderSettings.Validate(DynamicValues.Decode(request.Config, ProviderSettings.Schema.Type), diagnostics);
        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    private static CallFunctionResponse CallFunction(CallFunctionRequest request)
    {
        if (!ProviderRegistry.Functions.TryGetValue(request.Name, out var function) || request.Arguments.Count != function.Parameters.Count)
        {
            throw new InvalidDataException($"There is no function {request.Name} with {request.Arguments.Count} arguments.");
        }

        var result = function.Call([.. request.Arguments.Select((argument, i) => DynamicValues.Decode(argument, function.Parameters[i].Type))]);
        if (result.Error is null)
        {
            return new CallFunctionResponse { Result = DynamicValues.Encode(result.Value, function.ReturnType) };
        }

        var failure = new FunctionFailure { Text = result.Error };
        if (result.Argument is { } argument)
        {
            failure.FunctionArgument = argument;
        }

        return new CallFunctionResponse { Error = failure };
    }

    private DiagnosticsResponse Configure(ConfigureRequest request)
    {
        var response = new DiagnosticsResponse();
        var diagnostics = new DiagnosticList();
        var settings = ProviderSettings.Read(DynamicValues.Decode(request.Config, ProviderSettings.Schema.Type), variable, diagnostics);
        if (settings is not null)
        {
            LogConfigured(settings.Endpoint, request.TerraformVersion);
            try
            {
                session.Configure(ApiConnection.Open(settings, variable, time, lifetime.Stopping));
            }
            catch (Exception error) when (error is IOException or System.Security.Cryptography.CryptographicException)
            {
                diagnostics.Error("Authorities cannot be read", error.Message, "ca_file");
            }
        }

        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    private StopResponse Stop()
    {
        lifetime.Stop();
        return new StopResponse();
    }

    private async Task<ReadDataResponse> ReadDataAsync(ReadDataRequest request, CancellationToken cancellationToken)
    {
        if (!ProviderRegistry.DataSources.TryGetValue(request.TypeName, out var source))
        {
            throw new InvalidDataException($"There is no data source {request.TypeName}.");
        }

        var response = new ReadDataResponse();
        if (!session.IsConfigured && request.ClientCapabilities?.DeferralAllowed == true)
        {
            response.State = DynamicValues.Encode(CtyValue.Unknown, source.Schema.Type);
            response.Deferred = new Deferred { Reason = DeferredReason.DeferredProviderConfigUnknown };
            return response;
        }

        var diagnostics = new DiagnosticList();
        var config = DynamicValues.Decode(request.Config, source.Schema.Type);
        try
        {
            var value = await source.ReadAsync(session.Api, config, diagnostics, cancellationToken);
            response.State = DynamicValues.Encode(value ?? CtyValue.Null, source.Schema.Type);
        }
        catch (Exception error) when (ApiFailures.Describe(error) is not null)
        {
            diagnostics.Error($"Reading {request.TypeName} failed", ApiFailures.Describe(error)!);
        }

        diagnostics.CopyTo(response.Diagnostics);
        return response;
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Debug, Message = "Configured for {Endpoint} by Terraform {Version}")]
    private partial void LogConfigured(Uri endpoint, string version);
}
