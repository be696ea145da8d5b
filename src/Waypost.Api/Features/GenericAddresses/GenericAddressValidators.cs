using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.GenericAddresses;

public sealed class GenericAddressPutValidator : AbstractValidator<GenericAddressPut>
{
    public GenericAddressPutValidator() =>
        RuleFor(put => put.Target).NotEmpty().WithMessage("must not be empty")
            .MaximumLength(1000).WithMessage("must have at most 1000 characters");
}
