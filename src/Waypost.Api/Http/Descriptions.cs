using Waypost.Client;

namespace Waypost.Api.Http;

/// <summary>What the OpenAPI document says of an endpoint.</summary>
public static class Descriptions
{
    /// <summary>Names an operation and lists the problems that it can answer with, besides those of the whole API.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder builder, string operationId, string summary, params int[] problems)
    {
        foreach (var status in problems)
        {
            builder.Produces<ProblemDocument>(status, "application/problem+json");
        }

        return builder.WithName(operationId).WithSummary(summary);
    }

    /// <summary>The problems that every operation can answer with.</summary>
    public static RouteGroupBuilder DescribeProblems(this RouteGroupBuilder group, params int[] problems)
    {
        foreach (var status in problems)
        {
            group.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDocument), ["application/problem+json"]));
        }

        return group;
    }

    /// <summary>Checks the body with its FluentValidation validator.</summary>
    public static RouteHandlerBuilder Validate<TBody>(this RouteHandlerBuilder builder) =>
        builder.AddEndpointFilter<RouteHandlerBuilder, ValidationFilter<TBody>>();
}
