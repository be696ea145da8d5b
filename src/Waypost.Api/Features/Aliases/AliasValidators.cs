using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.Aliases;

public sealed class AliasPutValidator : AbstractValidator<AliasPut>
{
    public AliasPutValidator()
    {
        RuleFor(put => put.Targets).NotEmpty().WithMessage("must have at least one target")
            .Must(targets => targets.Count <= 1000).WithMessage("must have at most 1000 targets");
        RuleForEach(put => put.Targets).NotEmpty().WithMessage("must not be empty")
            .MaximumLength(1000).WithMessage("must have at most 1000 characters");
    }
}
