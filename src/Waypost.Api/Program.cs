using Waypost.Api.Hosting;
using Waypost.Api.Trial;

if (NamedRun.ArgumentsIn(args) is { } namedArguments)
{
    return await NamedRun.RunAsync(namedArguments);
}

if (CommandLine.Answer(args) is { } answer)
{
    Console.WriteLine(answer);
    return 0;
}

try
{
    var exportFile = OpenApiExport.FileIn(args);
    await using var app = WaypostApplication.Build(exportFile is null ? args : []);
    if (exportFile is not null)
    {
        await OpenApiExport.WriteAsync(app, exportFile, CancellationToken.None);
        return 0;
    }

    return await ServerRun.RunAsync(app, Console.Out, Console.Error, CancellationToken.None);
}
catch (SettingsException exception)
{
    foreach (var problem in exception.Problems)
    {
        await Console.Error.WriteLineAsync($"waypostd: {problem}");
    }

    return 1;
}
