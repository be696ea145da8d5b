using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.Zones;

public sealed class ZoneCreateValidator : AbstractValidator<ZoneCreate>
{
    public ZoneCreateValidator()
    {
        RuleFor(zone => zone.Name).NotEmpty().When(zone => zone.Network is null).WithMessage("must not be empty");
        RuleFor(zone => zone.Rrsets).Must((zone, rrsets) => rrsets is null || zone.File is null).WithMessage("cannot be given beside file");
        RuleForEach(zone => zone.Rrsets).NotNull().WithMessage("must not be null")
            .ChildRules(rrset => rrset.RuleForEach(r => r.Records).NotNull().WithMessage("must not be null"));
        RuleFor(zone => zone.PrimaryNameServer)
            .Must((zone, server) => server is null || (zone.File is null && zone.Rrsets is null)).WithMessage("cannot be given beside file or rrsets");
        RuleFor(zone => zone.Hostmaster)
            .Must((zone, mailbox) => mailbox is null || (zone.File is null && zone.Rrsets is null)).WithMessage("cannot be given beside file or rrsets");
        RuleFor(zone => zone.Kind).Must((zone, kind) => kind != "secondary" || (zone.File is null && zone.Rrsets is null && zone.PrimaryNameServer is null && zone.Hostmaster is null))
            .WithMessage("a secondary's records come from its primaries: give none");
        RuleFor(zone => zone.Primaries).Must((zone, primaries) => primaries is null || zone is { Kind: null or "secondary", File: null, Rrsets: null, PrimaryNameServer: null, Hostmaster: null })
            .WithMessage("are for a secondary, whose records come from them: give no other kind and no records");
        RuleFor(zone => zone.Primaries).Must((zone, primaries) => primaries is null || zone.Settings?.Primaries is null).WithMessage("cannot be given beside settings.primaries");
        RuleForEach(zone => zone.Primaries).NotEmpty().WithMessage("must not be empty");
    }
}

public sealed class ZoneCheckRequestValidator : AbstractValidator<ZoneCheckRequest>
{
    public ZoneCheckRequestValidator() => RuleFor(check => check.Name).NotEmpty().WithMessage("must not be empty");
}
