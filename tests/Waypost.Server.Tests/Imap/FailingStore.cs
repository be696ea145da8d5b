using System.Reflection;
using Waypost.Mail.Store;

namespace Waypost.Server.Tests.Imap;

/// <summary>A store whose database is down.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
internal class FailingStore : DispatchProxy
{
    public static IMailboxStore Create() => Create<IMailboxStore, FailingStore>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new TimeoutException();
}
