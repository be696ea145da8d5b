namespace Waypost.Mail.Tables;

/// <summary>Reads the files that <c>:include:</c> targets name.</summary>
public interface IIncludeLists
{
    /// <summary>The text of a list, or null and why it cannot be read.</summary>
    string? Read(string path, out string? problem);
}
