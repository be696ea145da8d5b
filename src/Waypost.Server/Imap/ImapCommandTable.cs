using Waypost.Server.Imap.Commands;

namespace Waypost.Server.Imap;

/// <summary>Every command; CAPABILITY comes out of it.</summary>
internal static class ImapCommandTable
{
    private static readonly Dictionary<string, IImapCommand> Commands = new IImapCommand[]
    {
        new CapabilityCommand(), new NoopCommand(), new LogoutCommand(), new StartTlsCommand(), new IdCommand(), new LoginCommand(), new AuthenticateCommand(), new EnableCommand(),
        new SelectCommand(), new ExamineCommand(), new CreateCommand(), new DeleteCommand(), new RenameCommand(), new SubscribeCommand(), new UnsubscribeCommand(),
        new ListCommand(), new LsubCommand(), new StatusCommand(), new AppendCommand(), new NamespaceCommand(), new IdleCommand(),
        new CheckCommand(), new CloseCommand(), new UnselectCommand(), new ExpungeCommand(), new SearchCommand(), new FetchCommand(), new StoreCommand(),
        new CopyCommand(), new MoveCommand(), new ReplaceCommand(), new SortCommand(), new ThreadCommand(), new CancelUpdateCommand(), new UidCommand(),
        new GetQuotaCommand(), new GetQuotaRootCommand(), new GetAclCommand(), new SetAclCommand(), new DeleteAclCommand(), new ListRightsCommand(), new MyRightsCommand(),
        new GetMetadataCommand(), new SetMetadataCommand(), new CompressCommand(), new NotifyCommand(),
    }.ToDictionary(command => command.Name, StringComparer.Ordinal);

    /// <summary>The capabilities on one line.</summary>
    public static string CapabilitiesIn(ImapSession session) =>
        string.Join(' ', new[] { "IMAP4rev2 IMAP4rev1", ImapCommandReader.Capability, Progress.Capability }.Concat(Commands.Values.Select(command => command.CapabilityIn(session)).OfType<string>()));

    public static IImapCommand? Find(string name) => Commands.GetValueOrDefault(name);
}
