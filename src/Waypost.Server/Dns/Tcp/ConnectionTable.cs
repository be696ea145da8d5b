namespace Waypost.Server.Dns.Tcp;

/// <summary>The connections of one listener by descriptor, and in the order in which they were last active.</summary>
internal sealed class ConnectionTable
{
    private StreamConnection?[] _connections = new StreamConnection?[64];
    private StreamConnection? _newest;

    public int Count { get; private set; }

    /// <summary>The connection that has been silent for the longest time.</summary>
    public StreamConnection? Oldest { get; private set; }

    public StreamConnection? Find(int descriptor) => (uint)descriptor < (uint)_connections.Length ? _connections[descriptor] : null;

    public void Add(StreamConnection connection)
    {
        if (connection.Descriptor >= _connections.Length)
        {
            Array.Resize(ref _connections, Math.Max(connection.Descriptor + 1, _connections.Length * 2));
        }
        _connections[connection.Descriptor] = connection;
        Count++;
        Append(connection);
    }

    public void Remove(StreamConnection connection)
    {
        _connections[connection.Descriptor] = null;
        Count--;
        Unlink(connection);
    }

    public void Touch(StreamConnection connection)
    {
        if (connection != _newest)
        {
            Unlink(connection);
            Append(connection);
        }
    }

    private void Append(StreamConnection connection)
    {
        (connection.Older, connection.Newer) = (_newest, null);
        if (_newest is null)
        {
            Oldest = connection;
        }
        else
        {
            _newest.Newer = connection;
        }
        _newest = connection;
    }

    private void Unlink(StreamConnection connection)
    {
        if (connection.Older is { } older)
        {
            older.Newer = connection.Newer;
        }
        else
        {
            Oldest = connection.Newer;
        }
        if (connection.Newer is { } newer)
        {
            newer.Older = connection.Older;
        }
        else
        {
            _newest = connection.Older;
        }
    }
}
