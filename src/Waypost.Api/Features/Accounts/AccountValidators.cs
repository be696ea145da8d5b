using FluentValidation;
using Waypost.Client;
using Waypost.Mail.Store;

namespace Waypost.Api.Features.Accounts;

public sealed class AccountPutValidator : AbstractValidator<AccountPut>
{
    public AccountPutValidator()
    {
        // SASL PLAIN ends each part at NUL (RFC 4616 section 2), so no password can hold one.
        RuleFor(put => put.Password).MinimumLength(1).WithMessage("must not be empty")
            .MaximumLength(1024).WithMessage("must have at most 1024 characters")
            .Must(password => password is null || !password.Any(char.IsControl)).WithMessage("must not have control characters");
        RuleFor(put => put.Protocols).Must(AreProtocols).WithMessage(Known);
        RuleFor(put => put.QuotaStorage).GreaterThanOrEqualTo(0).WithMessage("must not be negative");
        RuleFor(put => put.QuotaMessages).GreaterThanOrEqualTo(0).WithMessage("must not be negative");
    }

    internal static string Known { get; } = $"must be a list of {string.Join(", ", LoginProtocols.All)}, each once";

    internal static bool AreProtocols(IReadOnlyList<string>? protocols) =>
        protocols is null || (protocols.All(LoginProtocols.All.Contains) && protocols.Distinct(StringComparer.Ordinal).Count() == protocols.Count);
}

public sealed class AppPasswordCreateValidator : AbstractValidator<AppPasswordCreate>
{
    public AppPasswordCreateValidator()
    {
        RuleFor(put => put.Name).NotEmpty().WithMessage("must not be empty")
            .MaximumLength(64).WithMessage("must have at most 64 characters")
            .Must(name => !name.Any(letter => char.IsControl(letter) || letter == '/')).WithMessage("must not have control characters or slashes");
        RuleFor(put => put.Protocols).Must(AccountPutValidator.AreProtocols).WithMessage(AccountPutValidator.Known);
    }
}
