using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.TsigKeys;

public sealed class TsigKeyPutValidator : AbstractValidator<TsigKeyPut>
{
    public TsigKeyPutValidator()
    {
        RuleFor(put => put.Algorithm).NotEmpty().WithMessage("must not be empty").MaximumLength(64).WithMessage("must have at most 64 characters");
        RuleFor(put => put.Secret).MaximumLength(1024).WithMessage("must have at most 1024 characters");
    }
}
