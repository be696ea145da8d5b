namespace Waypost.Api.Hosting;

/// <summary>Settings that the process cannot start with; one line a problem, each with its key.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
