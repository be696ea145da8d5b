using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.Records;

public sealed class RrsetPutValidator : AbstractValidator<RrsetPut>
{
    public RrsetPutValidator()
    {
        RuleFor(put => put.Records).NotEmpty().WithMessage("must have at least one record");
        RuleForEach(put => put.Records).NotNull().WithMessage("must not be null");
        RuleFor(put => put.Ttl).InclusiveBetween(0, int.MaxValue).WithMessage($"must be from 0 to {int.MaxValue}");
    }
}

public sealed class RrsetPatchRequestValidator : AbstractValidator<RrsetPatchRequest>
{
    public const int MaximumChanges = 10_000;

    public RrsetPatchRequestValidator()
    {
        RuleFor(patch => patch.Changes).NotEmpty().WithMessage("must have at least one change")
            .Must(changes => changes.Count <= MaximumChanges).WithMessage($"must have at most {MaximumChanges} changes");
        RuleForEach(patch => patch.Changes).NotNull().WithMessage("must not be null").ChildRules(change =>
        {
            change.RuleForEach(c => c.Records).NotNull().WithMessage("must not be null");
            change.RuleFor(c => c.Owner).NotEmpty().WithMessage("must not be empty; the apex is @");
            change.RuleFor(c => c.Type).NotEmpty().WithMessage("must not be empty");
            change.RuleFor(c => c.Ttl).InclusiveBetween(0, int.MaxValue).WithMessage($"must be from 0 to {int.MaxValue}");
            change.RuleFor(c => c.Records).Must(records => records is null || records.Count > 0)
                .WithMessage("must have at least one record, or be null to delete the RRset");
        });
    }
}
