using Google.Protobuf;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Protocol.Messages;

namespace Waypost.Terraform.Provider;

/// <summary>Values as messages carry them: MessagePack or JSON on the way in, MessagePack on the way out.</summary>
internal static class DynamicValues
{
    public static CtyValue Decode(DynamicValue? message, CtyType type)
    {
        if (message is null)
        {
            return CtyValue.Null;
        }

        return !message.Msgpack.IsEmpty ? CtyMsgpack.Decode(message.Msgpack.Span, type)
            : !message.Json.IsEmpty ? CtyJson.Decode(message.Json.Memory, type)
            : CtyValue.Null;
    }

    public static DynamicValue Encode(CtyValue value, CtyType type) => new() { Msgpack = ByteString.CopyFrom(CtyMsgpack.Encode(value, type)) };
}
