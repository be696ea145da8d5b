namespace Waypost.Dns.Rndc;

/// <summary>How a command ended, with BIND's number and words; rndc prints the words and fails when the number is not 0.</summary>
/// <param name="Code">The result code of BIND 9.18's libisc.</param>
/// <param name="Description">Its words.</param>
public readonly record struct RndcResult(uint Code, string Description)
{
    /// <summary>It worked.</summary>
    public static RndcResult Success { get; } = new(0, "success");

    /// <summary>Not allowed.</summary>
    public static RndcResult PermissionDenied { get; } = new(6, "permission denied");

    /// <summary>The zone is there already.</summary>
    public static RndcResult AlreadyExists { get; } = new(18, "already exists");

    /// <summary>No zone, view or key of that name.</summary>
    public static RndcResult NotFound { get; } = new(23, "not found");

    /// <summary>An argument is missing.</summary>
    public static RndcResult UnexpectedEnd { get; } = new(24, "unexpected end of input");

    /// <summary>It failed; the text says why.</summary>
    public static RndcResult Failure { get; } = new(25, "failure");

    /// <summary>Waypost does not do that.</summary>
    public static RndcResult NotImplemented { get; } = new(27, "not implemented");

    /// <summary>A zone statement that is none.</summary>
    public static RndcResult UnexpectedToken { get; } = new(32, "unexpected token");

    /// <summary>A zone file is missing.</summary>
    public static RndcResult FileNotFound { get; } = new(38, "file not found");

    /// <summary>A number is not one, or too large.</summary>
    public static RndcResult OutOfRange { get; } = new(41, "out of range");

    /// <summary>A name with two dots in a row.</summary>
    public static RndcResult EmptyLabel { get; } = new(77, "empty label");

    /// <summary>A zone file has an error.</summary>
    public static RndcResult BadZone { get; } = new(113, "bad zone");

    /// <summary>A class that is none.</summary>
    public static RndcResult UnknownClass { get; } = new(80, "unknown class/type");

    /// <summary>A word that the command does not take.</summary>
    public static RndcResult SyntaxError { get; } = new(89, "syntax error");

    /// <summary>The zone has no data yet, or no more.</summary>
    public static RndcResult NotLoaded { get; } = new(123, "zone not loaded");

    /// <summary>The zone is in several views, and the command takes one.</summary>
    public static RndcResult Multiple { get; } = new(149, "multiple");

    /// <summary>The zone is frozen.</summary>
    public static RndcResult AlreadyFrozen { get; } = new(154, "already frozen");

    /// <summary>The zone takes dynamic updates: its file must not be read over them.</summary>
    public static RndcResult DynamicZone { get; } = new(171, "dynamic zone");

    /// <summary>No such command.</summary>
    public static RndcResult UnknownCommand { get; } = new(172, "unknown command");

    /// <summary>The zone takes no dynamic updates.</summary>
    public static RndcResult NotDynamic { get; } = new(181, "not dynamic");

    /// <summary>Whether it worked.</summary>
    public bool IsSuccess => Code == 0;
}

/// <summary>What a command answers: how it ended, and what rndc prints.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Text">Lines without a final newline; empty for none.</param>
public sealed record RndcReply(RndcResult Result, string Text = "")
{
    /// <summary>It worked, and there is nothing to say.</summary>
    public static RndcReply Done { get; } = new(RndcResult.Success);

    /// <summary>It worked, with a text.</summary>
    public static RndcReply Ok(string text) => new(RndcResult.Success, text);
}
