namespace Waypost.Cli.Connections;

/// <summary>A command cannot be carried out; its message is for the operator, and the exit code is that of a refusal.</summary>
internal sealed class RefusedException(string message) : Exception(message);
