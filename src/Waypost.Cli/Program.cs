using Waypost.Cli;

return await CommandLine.RunAsync(args, CancellationToken.None);
