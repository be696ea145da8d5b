using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.Changesets;

public sealed class ChangesetRequestValidator : AbstractValidator<ChangesetRequest>
{
    public const int MaximumOperations = 50_000;

    public ChangesetRequestValidator()
    {
        RuleFor(request => request.Comment).MaximumLength(1000).WithMessage("must have at most 1000 characters");
        RuleFor(request => request.Operations).NotEmpty().WithMessage("must have at least one operation")
            .Must(operations => operations.Count <= MaximumOperations).WithMessage($"must have at most {MaximumOperations} operations")
            .Must(operations => operations.All(operation => operation is not null)).WithMessage("must not have null");
    }
}

public sealed class ChangesetRevertValidator : AbstractValidator<ChangesetRevert>
{
    public ChangesetRevertValidator() => RuleFor(request => request.Comment).MaximumLength(1000).WithMessage("must have at most 1000 characters");
}
