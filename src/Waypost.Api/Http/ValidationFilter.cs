using FluentValidation;

namespace Waypost.Api.Http;

/// <summary>Runs the FluentValidation validator of the body before the endpoint; failures are a 422 keyed by JSON path.</summary>
public sealed class ValidationFilter<T>(IValidator<T> validator) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.Arguments.OfType<T>().FirstOrDefault() is not { } body)
        {
            return Problems.Malformed("This operation needs a JSON body, and not null.", new FieldError("$", "is required"));
        }

        var result = await validator.ValidateAsync(body, context.HttpContext.RequestAborted);
        return result.IsValid ? await next(context) : Problems.Invalid(result);
    }
}
