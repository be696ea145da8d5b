using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_logging_channel</c>.</summary>
internal sealed class LoggingChannelResource : TableResource<LoggingChannel, LoggingChannelPut>
{
    private static readonly string[] Destinations = ["file", "syslog", "stderr", "null"];

    public LoggingChannelResource()
        : base("waypost_logging_channel", "name", api => api.LoggingChannels, item => item.Name, WaypostJsonContext.Default.LoggingChannel, WaypostJsonContext.Default.LoggingChannelPut) => Schema = new ObjectSchema(
            "Where log lines of the DNS server go, as a channel of BIND's `logging` statement. Exactly one of `file`, `syslog`, `stderr` and `null` is set.",
            Id("The name."),
            Key("The name. A change replaces the channel."),
            TextForms.TextAttribute("file", "A file name in the server's directory for logs."),
            TextForms.NumberAttribute("versions", "How many older files are kept when `size` is reached; -1 for all."),
            TextForms.NumberAttribute("size", "The size of the file, bytes, at which it is renamed and a new one begun; without `versions` nothing more is written."),
            TextForms.WordAttribute("suffix", "How older files are named: `increment` or `timestamp`."),
            TextForms.WordAttribute("syslog", "A syslog facility."),
            TextForms.TruthAttribute("stderr", "Whether lines go to standard error."),
            TextForms.TruthAttribute("null", "Whether lines go nowhere."),
            TextForms.WordAttribute("severity", "The least severity: `critical`, `error`, `warning`, `notice`, `info`, `debug n` or `dynamic`. Default: info."),
            TextForms.WordAttribute("print_time", "Time before each line: `yes`, `no`, `local`, `iso8601` or `iso8601-utc`. Default: no."),
            TextForms.TruthAttribute("print_category", "Whether the category is before each line. Default: false."),
            TextForms.TruthAttribute("print_severity", "Whether the severity is before each line. Default: false."),
            TextForms.TruthAttribute("buffered", "Whether lines wait for the buffer to fill. Default: false."));

    public override ObjectSchema Schema { get; }

    public override void Validate(CtyValue config, DiagnosticList diagnostics)
    {
        if (Destinations.All(name => !config[name].IsUnknown) && Destinations.Count(name => !config[name].IsNull) != 1)
        {
            diagnostics.Error("One destination", "Exactly one of file, syslog, stderr and null is set.");
        }
    }

    protected override string CanonicalKey(string key) => key;
}
