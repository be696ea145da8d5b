using System.Globalization;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.DataSources;

/// <summary><c>data.waypost_queue</c>.</summary>
internal sealed class QueueDataSource : DataSource
{
    private static readonly ObjectSchema Message = new(
        "A message.",
        new SchemaAttribute("id", CtyType.Text, "The queue id.") { Computed = true },
        new SchemaAttribute("reverse_path", CtyType.Text, "The envelope's reverse-path; empty for a notification.") { Computed = true },
        new SchemaAttribute("size", CtyType.Number, "Bytes.") { Computed = true },
        new SchemaAttribute("accepted_at", CtyType.Text, "When it was accepted (RFC 3339, UTC).") { Computed = true },
        new SchemaAttribute("recipients", CtyType.ListOf(CtyType.Text), "The recipients that it waits for.") { Computed = true });

    public override string TypeName => "waypost_queue";

    public override ObjectSchema Schema { get; } = new(
        "The messages that wait for a delivery.",
        new SchemaAttribute("total", CtyType.Number, "How many there are.") { Computed = true },
        new SchemaAttribute("messages", CtyType.MapOf(Message.Type), "Each by its queue id.") { Computed = true, Nested = Message });

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue config, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        var messages = new Dictionary<string, CtyValue>(StringComparer.Ordinal);
        await foreach (var message in api.Client.Queue.ListAsync(cancellationToken))
        {
            messages[message.Id] = Message.ObjectOf(
                ("id", CtyValue.Of(message.Id)),
                ("reverse_path", CtyValue.Of(message.ReversePath)),
                ("size", CtyValue.Of(message.Size)),
                ("accepted_at", CtyValue.Of(message.AcceptedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
                ("recipients", CtyValue.Of(message.Recipients.Select(recipient => recipient.Address))));
        }

        return Schema.ObjectOf(("total", CtyValue.Of(messages.Count)), ("messages", CtyValue.Of(messages)));
    }
}
