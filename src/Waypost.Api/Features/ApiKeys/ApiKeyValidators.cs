using System.Net;
using FluentValidation;
using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Features.ApiKeys;

public sealed class ApiKeyCreateValidator : AbstractValidator<ApiKeyCreate>
{
    public ApiKeyCreateValidator(TimeProvider time)
    {
        RuleFor(key => key.Name).NotEmpty().WithMessage("must not be empty")
            .MaximumLength(64).WithMessage("must have at most 64 characters")
            .Must(name => !name.Any(char.IsControl)).WithMessage("must not have control characters");
        RuleFor(key => key.Scope).Must(ApiKeyRules.IsScope).WithMessage(ApiKeyRules.ScopeMessage);
        RuleFor(key => key.ExpiresAt).Must(at => at is null || at > time.GetUtcNow()).WithMessage("must be in the future");
        RuleFor(key => key.Networks).Must(ApiKeyRules.AreNetworks).WithMessage(ApiKeyRules.NetworksMessage);
        RuleFor(key => key.Permissions).Must(ApiKeyRules.ArePermissions).WithMessage(ApiKeyRules.PermissionsMessage);
        RuleFor(key => key.Permissions).Must((key, permissions) => permissions is null || key.Scope is Scopes.Write or Scopes.Read).WithMessage("narrow the scopes write and read only");
    }
}

public sealed class ApiKeyPatchValidator : AbstractValidator<ApiKeyPatch>
{
    public ApiKeyPatchValidator()
    {
        RuleFor(key => key.Scope).Must(scope => scope is null || ApiKeyRules.IsScope(scope)).WithMessage(ApiKeyRules.ScopeMessage);
        RuleFor(key => key.Networks).Must(ApiKeyRules.AreNetworks).WithMessage(ApiKeyRules.NetworksMessage);
        RuleFor(key => key.Permissions).Must(ApiKeyRules.ArePermissions).WithMessage(ApiKeyRules.PermissionsMessage);
    }
}

internal static class ApiKeyRules
{
    private const int MaxItems = 100;

    public static string ScopeMessage { get; } = $"must be one of {string.Join(", ", Scopes.All.Concat(Scopes.Roles.Keys))}";

    public static string NetworksMessage { get; } = "must be at most 100 addresses or networks, such as 192.0.2.0/24";

    public static string PermissionsMessage { get; } = "must be 1 to 100 permissions, their lists not empty, with verbs of read, write and delete";

    public static bool IsScope(string scope) => Scopes.All.Contains(scope) || Scopes.Roles.ContainsKey(scope);

    public static bool AreNetworks(IReadOnlyList<string>? networks) =>
        networks is null || (networks.Count is > 0 and <= MaxItems && networks.All(network => network is not null && (IPNetwork.TryParse(network, out _) || IPAddress.TryParse(network, out _))));

    public static bool ArePermissions(IReadOnlyList<ApiKeyPermission>? permissions) =>
        permissions is null || (permissions.Count is > 0 and <= MaxItems && permissions.All(permission => permission is not null
            && new[] { permission.Resources, permission.Verbs, permission.Zones, permission.MailDomains, permission.Types, permission.Owners }.All(list => list is null || (list.Count is > 0 and <= MaxItems && list.All(item => item is { Length: > 0 and <= 255 })))
            && (permission.Verbs is null || permission.Verbs.All(verb => verb is AccessRequest.Read or AccessRequest.Write or AccessRequest.Delete))));
}
