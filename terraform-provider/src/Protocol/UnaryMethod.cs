using System.IO.Pipelines;
using Google.Protobuf;

namespace Waypost.Terraform.Protocol;

/// <summary>One method of the plugin protocol's Provider service.</summary>
internal abstract class UnaryMethod
{
    public static UnaryMethod Of<TRequest, TResponse>(MessageParser<TRequest> parser, Func<TRequest, CancellationToken, Task<TResponse>> handler)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage =>
        new Typed<TRequest, TResponse>(parser, handler);

    public static UnaryMethod Of<TRequest, TResponse>(MessageParser<TRequest> parser, Func<TRequest, TResponse> handler)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage =>
        new Typed<TRequest, TResponse>(parser, (request, _) => Task.FromResult(handler(request)));

    public abstract Task<IMessage> InvokeAsync(PipeReader body, CancellationToken cancellationToken);

    private sealed class Typed<TRequest, TResponse>(MessageParser<TRequest> parser, Func<TRequest, CancellationToken, Task<TResponse>> handler) : UnaryMethod
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage
    {
        public override async Task<IMessage> InvokeAsync(PipeReader body, CancellationToken cancellationToken) =>
            await handler(await GrpcFrame.ReadAsync(body, parser, cancellationToken), cancellationToken);
    }
}
