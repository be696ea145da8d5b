using System.Text;

namespace Waypost.Mail.Queue;

/// <summary>What final delivery writes before a message.</summary>
public static class FinalDelivery
{
    /// <summary>The envelope as fields: Return-Path (RFC 5321 section 4.4) and Delivered-To (RFC 9228).</summary>
    public static ReadOnlyMemory<byte> HeaderPrefix(string reversePath, string address) =>
        Encoding.UTF8.GetBytes($"Return-Path: <{reversePath}>\r\nDelivered-To: {address}\r\n");
}
