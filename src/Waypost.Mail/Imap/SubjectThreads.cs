namespace Waypost.Mail.Imap;

/// <summary>THREAD=ORDEREDSUBJECT (RFC 5256 section 3, "poor man's threading"): messages of one base subject, by sent date.</summary>
public static class SubjectThreads
{
    /// <summary>The threads in the order of their first messages.</summary>
    public static List<MessageThread> Build(IEnumerable<KeyedMessage> messages)
    {
        var groups = messages
            .GroupBy(message => message.Keys.BaseSubject, StringComparer.Ordinal)
            .Select(group => group.OrderBy(message => message.Date).ThenBy(message => message.Number).ToList())
            .OrderBy(group => group[0].Date).ThenBy(group => group[0].Number);
        var threads = new List<MessageThread>();
        foreach (var group in groups)
        {
            var first = new MessageThread { Number = group[0].Number };
            first.Children.AddRange(group.Skip(1).Select(message => new MessageThread { Number = message.Number }));
            threads.Add(first);
        }

        return threads;
    }
}
