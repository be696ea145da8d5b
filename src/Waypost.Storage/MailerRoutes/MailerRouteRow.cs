namespace Waypost.Storage.MailerRoutes;

/// <summary>A domain and how mail for it goes on.</summary>
public sealed record MailerRouteRow(string Domain, string Target);
