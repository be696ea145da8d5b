using FluentValidation;
using Waypost.Client;

namespace Waypost.Api.Features.DnsConfiguration;

/// <summary>How long lists of elements may be; what an element says is for the compiler of the configuration to check.</summary>
internal static class ElementRules
{
    public const int MaxElements = 10_000;
    public const int MaxElementLength = 4000;

    public static void Elements<T>(this AbstractValidator<T> validator, System.Linq.Expressions.Expression<Func<T, IReadOnlyList<string>?>> member)
    {
        validator.RuleFor(member).Must(list => list is null || list.Count <= MaxElements).WithMessage($"must have at most {MaxElements} elements");
        validator.RuleFor(member).Must(list => list is null || list.All(element => !string.IsNullOrWhiteSpace(element) && element.Length <= MaxElementLength))
            .WithMessage($"must have elements of 1 to {MaxElementLength} characters");
    }
}

public sealed class ZoneSettingsValidator : AbstractValidator<ZoneSettings>
{
    public ZoneSettingsValidator()
    {
        this.Elements(settings => settings.AllowQuery);
        this.Elements(settings => settings.AllowTransfer);
        this.Elements(settings => settings.AllowUpdate);
        this.Elements(settings => settings.AllowUpdateForwarding);
        this.Elements(settings => settings.AllowNotify);
        this.Elements(settings => settings.UpdatePolicy);
        this.Elements(settings => settings.Primaries);
        this.Elements(settings => settings.AlsoNotify);
    }
}

public sealed class AclPutValidator : AbstractValidator<AclPut>
{
    public AclPutValidator() => this.Elements(put => put.Elements);
}

public sealed class DnsViewPutValidator : AbstractValidator<DnsViewPut>
{
    public DnsViewPutValidator()
    {
        this.Elements(put => put.MatchClients);
        this.Elements(put => put.MatchDestinations);
        this.Elements(put => put.AllowRecursion);
        RuleFor(put => put.Settings!).SetValidator(new ZoneSettingsValidator()).When(put => put.Settings is not null);
    }
}

public sealed class DnsSettingsValidator : AbstractValidator<DnsSettings>
{
    public DnsSettingsValidator()
    {
        this.Elements(put => put.Blackhole);
        this.Elements(put => put.AllowRecursion);
        RuleFor(put => put.Settings!).SetValidator(new ZoneSettingsValidator()).When(put => put.Settings is not null);
    }
}

public sealed class RemoteServerListPutValidator : AbstractValidator<RemoteServerListPut>
{
    public RemoteServerListPutValidator()
    {
        this.Elements(put => put.Servers);
        RuleFor(put => put.Port).InclusiveBetween(1, 65535).WithMessage("must be from 1 to 65535");
    }
}

/// <summary>What a server statement says is for the compiler of the configuration to check.</summary>
public sealed class RemoteServerPutValidator : AbstractValidator<RemoteServerPut>;

public sealed class LoggingChannelPutValidator : AbstractValidator<LoggingChannelPut>
{
    public LoggingChannelPutValidator() => RuleFor(put => put.File)
        .Must(file => file is null || (file.Length is > 0 and <= 200 && Path.GetFileName(file) == file && file is not ("." or "..")))
        .WithMessage("must be the name of a file, without a directory");
}
