namespace Waypost.Api.Http;

/// <summary>Stands for the body of a PUT whose key says everything; whatever the client sends is ignored.</summary>
public sealed record NoBody
{
    public static ValueTask<NoBody?> BindAsync(HttpContext context)
    {
        _ = context;
        return ValueTask.FromResult<NoBody?>(new());
    }
}
