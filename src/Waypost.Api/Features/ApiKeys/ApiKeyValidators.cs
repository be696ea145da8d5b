using FluentValidation;
using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Features.ApiKeys;

public sealed class ApiKeyCreateValidator : AbstractValidator<ApiKeyCreate>
{
    public ApiKeyCreateValidator()
    {
        RuleFor(key => key.Name).NotEmpty().WithMessage("must not be empty")
            .MaximumLength(64).WithMessage("must have at most 64 characters")
            .Must(name => !name.Any(char.IsControl)).WithMessage("must not have control characters");
        RuleFor(key => key.Scope).Must(scope => Scopes.All.Contains(scope)).WithMessage($"must be one of {string.Join(", ", Scopes.All)}");
    }
}
