namespace Waypost.Storage.ApiKeys;

public sealed class ApiKeyRepository
{
    public Task<string> CreateAsync(string name, string actor, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<ApiKeyRow?> AuthenticateAsync(string key, CancellationToken cancellationToken) => throw new NotImplementedException();
    public Task<bool> AnyAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
