using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.MailerRoutes;

public sealed class MailerRoutePutValidator : AbstractValidator<MailerRoutePut>
{
    public MailerRoutePutValidator() =>
        RuleFor(put => put.Target).NotEmpty().WithMessage("must not be empty")
            .MaximumLength(1000).WithMessage("must have at most 1000 characters");
}
