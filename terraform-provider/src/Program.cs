using Waypost.Terraform.Protocol;
using Waypost.Terraform.Provider;

// A copy, because the host changes the C library's environment (see ProcessEnvironment.ForgetSystemTrust).
var variables = Environment.GetEnvironmentVariables();
string? Variable(string name) => variables[name] as string;

var environment = PluginEnvironment.Read(Variable);
if (!environment.HasMagicCookie)
{
    await Console.Error.WriteLineAsync("This is the Waypost provider, a plugin that Terraform starts. Run terraform instead.");
    return 1;
}

if (!environment.SpeaksProtocol6)
{
    await Console.Error.WriteLineAsync("This Terraform does not speak plugin protocol 6; version 1.0 or later does.");
    return 1;
}

using var lifetime = new PluginLifetime();
using var session = new ProviderSession();
await PluginHost.RunAsync(
    environment,
    lifetime,
    loggers => new ProviderMethods(session, lifetime, Variable, TimeProvider.System, loggers.CreateLogger<ProviderMethods>()).Table(),
    TimeProvider.System);
return 0;
