namespace Waypost.Terraform.Resources;

/// <summary>Import ids of things in a view: <c>example.com?view=internal</c>, as the API's paths have it.</summary>
internal static class ViewSuffix
{
    private const string Mark = "?view=";

    public static (string Path, string? View) Split(string id)
    {
        var at = id.LastIndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? (id, null) : (id[..at], id[(at + Mark.Length)..]);
    }

    public static string Join(string path, string? view) => view is null ? path : path + Mark + view;
}
