using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.Forwards;

public sealed class ForwardPutValidator : AbstractValidator<ForwardPut>
{
    public ForwardPutValidator()
    {
        RuleFor(put => put.Targets).Must(targets => targets.Count <= 1000).WithMessage("must have at most 1000 targets");
        RuleForEach(put => put.Targets).NotEmpty().WithMessage("must not be empty")
            .MaximumLength(1000).WithMessage("must have at most 1000 characters");
    }
}
