namespace Waypost.Client;

/// <summary><c>/v1/mail-domains</c>, keyed by domain name.</summary>
public sealed class MailDomainsClient : ResourceClient<MailDomain>
{
    internal MailDomainsClient(ApiTransport transport)
        : base(transport, "mail-domains", ApiTransport.Json.MailDomain, ApiTransport.Json.PageMailDomain)
    {
    }

    /// <summary>Creates the mail domain, which has nothing but its name, and returns it as stored.</summary>
    public Task<Tagged<MailDomain>> PutAsync(string name, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(name, null, condition, cancellationToken);
}
