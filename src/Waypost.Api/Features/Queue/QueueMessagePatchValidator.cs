using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.Queue;

public sealed class QueueMessagePatchValidator : AbstractValidator<QueueMessagePatch>
{
    public QueueMessagePatchValidator() =>
        RuleFor(patch => patch.Priority).InclusiveBetween(-9, 9).WithMessage("must be from -9 to 9").OverridePropertyName("priority");
}
