using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Waypost.Api.Hosting;

/// <summary>One run of the server, from its checks to its drain. What an operator can mend is one line, not a stack trace.</summary>
public static class ServerRun
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(WebApplication app, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var settings = app.Services.GetRequiredService<WaypostSettings>();
        var problems = PortProbe.FindProblems(Listener.Of(settings));
        if (problems.Count > 0)
        {
            return await RefuseAsync(errors, problems);
        }

        try
        {
            var adminKey = await Startup.PrepareAsync(app, cancellationToken);
            await app.StartAsync(cancellationToken);
            await Banner.PrintAsync(output, settings, adminKey);
        }
        catch (Exception exception) when (exception is IOException or SocketException or UnauthorizedAccessException)
        {
            return await RefuseAsync(errors, [exception.Message]);
        }
        catch (ExternalException exception) // the base of every database client's exceptions
        {
            return await RefuseAsync(errors, [$"the database cannot be used: {exception.Message}; see {SettingsReader.Label("Database:Provider")}"]);
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task<int> RefuseAsync(TextWriter errors, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            await errors.WriteLineAsync($"waypostd: {problem}");
        }

        return 1;
    }
}
