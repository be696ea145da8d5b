using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.Accounts;

public sealed class AccountPutValidator : AbstractValidator<AccountPut>
{
    public AccountPutValidator() =>
        // SASL PLAIN ends each part at NUL (RFC 4616 section 2), so no password can hold one.
        RuleFor(put => put.Password).MinimumLength(1).WithMessage("must not be empty")
            .MaximumLength(1024).WithMessage("must have at most 1024 characters")
            .Must(password => password is null || !password.Any(char.IsControl)).WithMessage("must not have control characters");
}
