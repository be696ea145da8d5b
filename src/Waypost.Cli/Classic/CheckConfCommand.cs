using System.Reflection;
using Waypost.Dns.NamedConf;

namespace Waypost.Cli.Classic;

/// <summary><c>check-conf</c>: what named-checkconf does, with its messages and exit status.</summary>
internal static class CheckConfCommand
{
    private const int Good = 0;
    private const int Bad = 1;

    public static int Run(string program, string[] arguments, ClassicConsole console)
    {
        var (options, error) = CheckConfOptions.Parse(arguments);
        using StreamWriter errors = ClassicConsole.Writer(console.Error);
        if (options is null || options.Help)
        {
            errors.Write(error.Length == 0 ? "" : $"{program}: {error}\n");
            errors.WriteLine($"usage: {program} [-chijlvz] [-p [-x]] [-t directory] [named.conf]");
            return options is null ? Bad : Good;
        }

        using StreamWriter output = ClassicConsole.Writer(console.Output);
        if (options.Version)
        {
            output.WriteLine(typeof(CheckConfCommand).Assembly.GetName().Version?.ToString(3));
            return Good;
        }

        if (error.Length > 0)
        {
            errors.WriteLine($"{program}: {error}");
            return Bad;
        }

        var (inside, refused) = Confinement.Enter(console, options.Root, null);
        if (refused is not null)
        {
            errors.WriteLine($"{program}: {refused}");
            return Bad;
        }

        return Check(options, inside, output, errors);
    }

    private static int Check(CheckConfOptions options, ClassicConsole console, StreamWriter output, StreamWriter errors)
    {
        NamedConfOptions how = new(options.IgnoreDeprecated, options.CoreOnly);
        NamedConfResult result = NamedConfFile.Parse(options.File, how, new DiskConfFiles(console.Directory));
        foreach (NamedConfDiagnostic finding in result.Diagnostics)
        {
            output.WriteLine(finding);
        }

        if (result.HasErrors || result.Config is not { } config)
        {
            return Bad;
        }

        if (options.List)
        {
            List(config, output);
        }
        else if (options.Load && !new ConfZoneLoader(config, console, output, errors, options.ReadJournals).Load())
        {
            return Bad;
        }

        if (options.Print)
        {
            output.Write(config.Print(options.Obscure));
        }

        return Good;
    }

    private static void List(NamedConfig config, StreamWriter output)
    {
        foreach (NamedConfZone zone in config.Zones)
        {
            string view = zone.View?.Name ?? "_default";
            output.WriteLine(zone.InView is { } other
                ? $"{zone.Name} {zone.Class} {view} in-view {other}"
                : $"{zone.Name} {zone.Class} {view} {zone.StatedType}");
        }
    }
}
