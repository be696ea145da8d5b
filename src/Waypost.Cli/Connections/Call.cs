using System.CommandLine;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Connections;

/// <summary>What an action works with.</summary>
internal sealed record CallContext(WaypostClient Client, ParseResult Parsed, OutputFormat Format, TextWriter Output, CancellationToken Cancellation)
{
    public T Required<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);
}

/// <summary>Gives a command an action against the server; the one place where errors become lines and exit codes.</summary>
internal static class Call
{
    public static Command WithCall(this Command command, GlobalOptions options, Func<CallContext, Task> action)
    {
        command.SetAction((parsed, cancellationToken) => RunAsync(options, parsed, action, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GlobalOptions options, ParseResult parsed, Func<CallContext, Task> action, CancellationToken cancellationToken)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        try
        {
            ServerAddress address = ServerAddress.Read(options, parsed);
            using WaypostClient client = address.Connect();
            CallContext call = new(client, parsed, options.Format(parsed), parsed.InvocationConfiguration.Output, cancellationToken);
            return await AskAsync(address, () => action(call), error, cancellationToken);
        }
        catch (UsageException wrong)
        {
            return Problems.Report(error, ExitCode.Usage, wrong.Message);
        }
    }

    private static async Task<int> AskAsync(ServerAddress address, Func<Task> ask, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            await ask();
            return ExitCode.Done;
        }
        catch (WaypostApiException refused)
        {
            return Problems.Report(error, refused);
        }
        catch (RefusedException impossible)
        {
            return Problems.Report(error, ExitCode.Refused, impossible.Message);
        }
        catch (HttpRequestException unreachable)
        {
            return Problems.Report(error, ExitCode.NoAnswer, $"no answer from {address.Endpoint}: {unreachable.Message}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Problems.Report(error, ExitCode.Interrupted, "interrupted");
        }
        catch (OperationCanceledException)
        {
            return Problems.Report(error, ExitCode.NoAnswer, $"no answer from {address.Endpoint} in time");
        }
    }
}
