using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Waypost.Api.OpenApi;

/// <summary>What the document says of itself: where the API is, and what each of its parts is for.</summary>
public sealed class DocumentDescription : IDocumentFilter
{
    private static readonly Dictionary<string, string> Tags = new(StringComparer.Ordinal)
    {
        ["Access entries"] = "What sendmail's access table says of clients, senders and recipients.",
        ["Accounts"] = "People who log in, with their mailboxes.",
        ["ACLs"] = "Named lists of addresses, as BIND's acl statements.",
        ["Aliases"] = "Names that stand for other recipients, as in /etc/aliases.",
        ["API keys"] = "Who may use this API, and for what.",
        ["DNS settings"] = "What holds for the whole DNS server, as BIND's options.",
        ["Mail domains"] = "Domains whose mail is for accounts here.",
        ["Queue"] = "Messages that wait for delivery.",
        ["Recipients"] = "Where mail for an address goes, step by step.",
        ["Records"] = "The RRsets of a zone.",
        ["TSIG keys"] = "Keys that sign transfers, updates and notifications.",
        ["Views"] = "What different clients see of the same names, as BIND's view statements.",
        ["Virtual users"] = "Addresses of mail domains that stand for other recipients.",
        ["Zones"] = "Zones, whole: create, import, export, check, transfer.",
    };

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Servers = [new OpenApiServer { Url = "http://127.0.0.1:8080", Description = "A server as scripts/run starts it" }];
        foreach (var tag in swaggerDoc.Tags ?? new HashSet<OpenApiTag>())
        {
            tag.Description ??= Tags.GetValueOrDefault(tag.Name ?? "") ?? $"{tag.Name}: list, read, write and delete.";
        }
    }
}
