using System.Diagnostics;
using Waypost.Terraform.Provider;
using Waypost.Testing.Processes;

namespace Waypost.Terraform.Tests.Acceptance;

/// <summary>What one terraform command did.</summary>
internal sealed record TerraformRun(int ExitCode, string Output);

/// <summary>A directory in which the real terraform binary runs with a mirror of its own; removed at the end.</summary>
internal sealed class TerraformWorkspace : IDisposable
{
    private const string Address = "registry.terraform.io/waypost/waypost";
    private static readonly TimeSpan CommandTime = TimeSpan.FromMinutes(4);

    private readonly string root = Directory.CreateTempSubdirectory("waypost-tf-").FullName;
    private readonly Dictionary<string, string> environment;

    private TerraformWorkspace(string mirror, string endpoint, string apiKey)
    {
        Directory.CreateDirectory(Path.Combine(root, "work"));
        var config = Path.Combine(root, "terraform.tfrc");
        File.WriteAllText(config, $$"""provider_installation { filesystem_mirror { path = "{{mirror}}" } }""");
        environment = new Dictionary<string, string>
        {
            ["TF_CLI_CONFIG_FILE"] = config,
            ["TF_IN_AUTOMATION"] = "1",
            ["CHECKPOINT_DISABLE"] = "1",
            ["HOME"] = root,
            ["WAYPOST_ENDPOINT"] = endpoint,
            ["WAYPOST_API_KEY"] = apiKey,
        };
    }

    /// <summary>Skips the test where there is no terraform.</summary>
    public static void Require()
    {
        if (Tool.Find("terraform") is null)
        {
            Assert.Skip("terraform is not on PATH");
        }
    }

    /// <summary>With the provider as built beside the tests, started through a script named as Terraform wants it.</summary>
    public static TerraformWorkspace WithBuiltProvider(string endpoint, string apiKey)
    {
        Require();
        var mirror = Directory.CreateTempSubdirectory("waypost-mirror-").FullName;
        var provider = Path.Combine(MirrorFolder(mirror), "terraform-provider-waypost_v0.1.0");
        Directory.CreateDirectory(Path.GetDirectoryName(provider)!);
        var assembly = Path.Combine(AppContext.BaseDirectory, typeof(ProviderRegistry).Assembly.GetName().Name + ".dll");
        File.WriteAllText(provider, $"#!/bin/sh\nexec dotnet '{assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(provider, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new TerraformWorkspace(mirror, endpoint, apiKey) { OwnedMirror = mirror };
    }

    /// <summary>With what scripts/install-provider published; skips the test where it has not run.</summary>
    public static TerraformWorkspace WithPublishedProvider(string endpoint, string apiKey)
    {
        Require();
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var mirror = Path.Combine(directory.FullName, "artifacts", "terraform-mirror");
            if (Directory.Exists(MirrorFolder(mirror)))
            {
                return new TerraformWorkspace(mirror, endpoint, apiKey);
            }
        }

        Assert.Skip("scripts/install-provider has not run");
        return null;
    }

    /// <summary>Where the configuration and the state are.</summary>
    public string Folder => Path.Combine(root, "work");

    private string? OwnedMirror { get; init; }

    public void Write(string configuration)
    {
        const string Head = """
            terraform {
              required_providers {
                waypost = { source = "waypost/waypost" }
              }
            }

            """;
        File.WriteAllText(Path.Combine(root, "work", "main.tf"), Head + configuration);
    }

    public string ReadState() => File.ReadAllText(Path.Combine(root, "work", "terraform.tfstate"));

    public async Task<TerraformRun> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("terraform", Arguments(arguments))
        {
            WorkingDirectory = Path.Combine(root, "work"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(CommandTime);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new TerraformRun(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs a command that has to succeed.</summary>
    public async Task<string> SucceedAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, $"terraform {string.Join(' ', arguments)} exited with {run.ExitCode}:\n{run.Output}");
        return run.Output;
    }

    /// <summary>init and apply.</summary>
    public async Task<string> ApplyAsync()
    {
        await SucceedAsync("init", "-input=false");
        return await SucceedAsync("apply", "-auto-approve", "-input=false");
    }

    public async Task PlanIsEmptyAsync()
    {
        var run = await RunAsync("plan", "-detailed-exitcode", "-input=false");
        Assert.True(run.ExitCode == 0, $"The plan is not empty (exit code {run.ExitCode}):\n{run.Output}");
    }

    public void Dispose()
    {
        Directory.Delete(root, recursive: true);
        if (OwnedMirror is not null)
        {
            Directory.Delete(OwnedMirror, recursive: true);
        }
    }

    // Flags come before the arguments of import and state.
    private static string[] Arguments(string[] arguments) =>
        arguments[0] == "state" ? arguments : [arguments[0], "-no-color", .. arguments[1..]];

    private static string MirrorFolder(string mirror)
    {
        var processor = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";
        return Path.Combine(mirror, Address, "0.1.0", (OperatingSystem.IsMacOS() ? "darwin_" : "linux_") + processor);
    }
}
