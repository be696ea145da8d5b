using BenchmarkDotNet.Running;
using Waypost.Benchmarks.Api;
using Waypost.Benchmarks.Dns;
using Waypost.Benchmarks.Imap;
using Waypost.Benchmarks.Smtp;
using Waypost.Benchmarks.Updates;

return args switch
{
    ["dns", .. var rest] => await DnsBenchmark.RunAsync(rest, Console.Out, CancellationToken.None),
    ["imap", .. var rest] => await ImapBenchmark.RunAsync(rest, Console.Out, CancellationToken.None),
    ["update", .. var rest] => await UpdateBenchmark.RunAsync(rest, Console.Out, CancellationToken.None),
    ["smtp", .. var rest] => await SmtpBenchmark.RunAsync(rest, Console.Out, CancellationToken.None),
    ["api", .. var rest] => await ApiBenchmark.RunAsync(rest, Console.Out, CancellationToken.None),
    ["micro", .. var rest] => RunMicro(rest),
    _ => Refuse(),
};

static int RunMicro(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(DnsBenchmark).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"]);
    return 0;
}

static int Refuse()
{
    Console.Error.WriteLine("scripts/bench: the benchmarks are dns, update, smtp, imap and api (beside other servers) and micro (BenchmarkDotNet)");
    return 2;
}
