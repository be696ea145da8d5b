namespace Waypost.Cli.Output;

/// <summary>What -o chooses: columns for people, or the API's JSON for programs, or the same as YAML.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Yaml,
}
