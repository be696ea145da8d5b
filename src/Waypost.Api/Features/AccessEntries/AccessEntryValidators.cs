using System.Net;
using FluentValidation;
using Waypost.Client;
using Waypost.Mail.Tables;

namespace Waypost.Api.Features.AccessEntries;

public sealed class AccessEntryPutValidator : AbstractValidator<AccessEntryPut>
{
    public AccessEntryPutValidator() =>
        RuleFor(put => put.Value).NotEmpty().WithMessage("must not be empty")
            .MaximumLength(1000).WithMessage("must have at most 1000 characters");
}

public sealed class AccessEvaluateRequestValidator : AbstractValidator<AccessEvaluateRequest>
{
    public AccessEvaluateRequestValidator()
    {
        RuleFor(request => request.ClientAddress)
            .Must(address => address is null || IPAddress.TryParse(address, out _)).WithMessage("must be an IPv4 or IPv6 address");
        RuleFor(request => request.ClientLookup)
            .Must(lookup => lookup is null || Enum.GetNames<ClientLookup>().Contains(lookup, StringComparer.OrdinalIgnoreCase)).WithMessage("must be ok, failed, forged or temporary");
        RuleFor(request => request.ClientName).MaximumLength(255).WithMessage("must have at most 255 characters");
        RuleFor(request => request.ReversePath).MaximumLength(1000).WithMessage("must have at most 1000 characters");
        RuleFor(request => request.Recipient).MaximumLength(1000).WithMessage("must have at most 1000 characters");
    }
}
