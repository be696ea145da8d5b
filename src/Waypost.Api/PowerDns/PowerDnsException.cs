namespace Waypost.Api.PowerDns;

/// <summary>A refusal in PowerDNS' words; <see cref="PowerDnsErrors"/> makes it the answer.</summary>
public sealed class PowerDnsException : Exception
{
    public PowerDnsException()
        : this(500, "Internal Server Error")
    {
    }

    public PowerDnsException(string message)
        : this(422, message)
    {
    }

    public PowerDnsException(string message, Exception innerException)
        : base(message, innerException) => Status = 422;

    public PowerDnsException(int status, string message)
        : base(message) => Status = status;

    /// <summary>The status of the answer.</summary>
    public int Status { get; }

    public static PowerDnsException BadRequest() => new(400, "Bad Request");

    public static PowerDnsException NotFound() => new(404, "Not Found");

    public static PowerDnsException Conflict() => new(409, "Conflict");
}
