using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.VirtualUsers;

public sealed class VirtualUserPutValidator : AbstractValidator<VirtualUserPut>
{
    public VirtualUserPutValidator() =>
        RuleFor(put => put.Target).NotEmpty().WithMessage("must not be empty")
            .MaximumLength(1000).WithMessage("must have at most 1000 characters");
}
