using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.Recipients;

public sealed class RecipientResolveRequestValidator : AbstractValidator<RecipientResolveRequest>
{
    public RecipientResolveRequestValidator() =>
        RuleFor(request => request.Address).NotEmpty().WithMessage("must not be empty")
            .MaximumLength(1000).WithMessage("must have at most 1000 characters");
}
