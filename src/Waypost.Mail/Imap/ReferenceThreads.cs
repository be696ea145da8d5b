namespace Waypost.Mail.Imap;

/// <summary>THREAD=REFERENCES (RFC 5256 section 3): parents by References, then roots of one base subject together.</summary>
public sealed class ReferenceThreads
{
    private readonly Dictionary<string, Container> byId = new(StringComparer.Ordinal);
    private readonly List<Container> all = [];

    private ReferenceThreads()
    {
    }

    /// <summary>The threads in the order of their first messages' sent dates.</summary>
    public static List<MessageThread> Build(IEnumerable<KeyedMessage> messages)
    {
        var threads = new ReferenceThreads();
        foreach (var message in messages)
        {
            threads.Link(message);
        }

        var roots = Prune([.. threads.all.Where(container => container.Parent is null)]);
        return Sorted(GatherSubjects(roots)).ConvertAll(Convert);
    }

    // Step 1: link each message below the last of its references, and those below one another.
    private void Link(KeyedMessage message)
    {
        var own = message.Keys.MessageId is { } id && Find(id) is { Message: null } free ? free : Add();
        own.Message = message;
        Container? parent = null;
        foreach (var reference in message.Keys.References)
        {
            var container = Find(reference);
            if (parent is not null && container.Parent is null && container != parent && !parent.IsBelow(container))
            {
                container.MoveBelow(parent);
            }

            parent = container;
        }

        // What another message's references said about this one gives way to its own.
        own.Detach();
        if (parent is not null && parent != own && !parent.IsBelow(own))
        {
            own.MoveBelow(parent);
        }
    }

    private Container Find(string id) => byId.TryGetValue(id, out var container) ? container : byId[id] = Add();

    private Container Add()
    {
        var container = new Container();
        all.Add(container);
        return container;
    }

    // Step 3, from the leaves up: places without messages go, and their replies take their place; at the root only a single one does.
    private static List<Container> Prune(List<Container> roots)
    {
        foreach (var container in DeepestFirst(roots))
        {
            container.Children = [.. container.Children.SelectMany(child => child.Message is null ? child.Children : [child])];
        }

        return [.. roots.SelectMany(root => root.Message is not null || root.Children.Count > 1 ? [root] : root.Children)];
    }

    private static List<Container> DeepestFirst(List<Container> roots)
    {
        var order = new List<Container>();
        var waiting = new Stack<Container>(roots);
        while (waiting.TryPop(out var next))
        {
            order.Add(next);
            foreach (var child in next.Children)
            {
                waiting.Push(child);
            }
        }

        order.Reverse();
        return order;
    }

    // Step 5: roots of one base subject belong together.
    private static List<Container> GatherSubjects(List<Container> roots)
    {
        var bySubject = new Dictionary<string, Container>(StringComparer.Ordinal);
        foreach (var root in roots)
        {
            var subject = root.Subject;
            if (subject.Length > 0 && (!bySubject.TryGetValue(subject, out var known)
                || (root.Message is null && known.Message is not null)
                || (known.Message is not null && known.IsReply && !root.IsReply)))
            {
                bySubject[subject] = root;
            }
        }

        var kept = new List<Container>();
        var replaced = new Dictionary<Container, Container>();
        foreach (var root in roots)
        {
            if (root.Subject.Length == 0 || bySubject[root.Subject] is var known && known == root)
            {
                kept.Add(root);
            }
            else
            {
                known = replaced.GetValueOrDefault(bySubject[root.Subject], bySubject[root.Subject]);
                if (known.Message is null)
                {
                    known.Children.AddRange(root.Message is null ? root.Children : [root]);
                }
                else if (root.Message is not null && root.IsReply && !known.IsReply)
                {
                    known.Children.Add(root);
                }
                else
                {
                    // Two of a kind become siblings below a place without a message.
                    var together = new Container { Children = [known, root] };
                    replaced[bySubject[root.Subject]] = together;
                }
            }
        }

        return kept.ConvertAll(root => replaced.GetValueOrDefault(root, root));
    }

    private static List<Container> Sorted(List<Container> roots)
    {
        foreach (var container in DeepestFirst(roots))
        {
            container.Children.Sort(Container.ByDate);
        }

        roots.Sort(Container.ByDate);
        return roots;
    }

    private static MessageThread Convert(Container root)
    {
        var result = new MessageThread { Number = root.Message?.Number };
        var waiting = new Stack<(Container From, MessageThread To)>([(root, result)]);
        while (waiting.TryPop(out var next))
        {
            foreach (var child in next.From.Children)
            {
                var thread = new MessageThread { Number = child.Message?.Number };
                next.To.Children.Add(thread);
                waiting.Push((child, thread));
            }
        }

        return result;
    }

    private sealed class Container
    {
        public static readonly Comparison<Container> ByDate = (left, right) =>
        {
            var compared = left.First.Date.CompareTo(right.First.Date);
            return compared != 0 ? compared : left.First.Number.CompareTo(right.First.Number);
        };

        public KeyedMessage? Message { get; set; }

        public Container? Parent { get; private set; }

        public List<Container> Children { get; set; } = [];

        /// <summary>The base subject of the message, or of the first reply.</summary>
        public string Subject => First.Keys.BaseSubject;

        public bool IsReply => First.Keys.IsReplyOrForward;

        /// <summary>A place without a message stands for its first reply; after pruning it has one.</summary>
        public KeyedMessage First => Message ?? Children[0].Message ?? Children[0].First;

        public bool IsBelow(Container other)
        {
            for (var above = Parent; above is not null; above = above.Parent)
            {
                if (above == other)
                {
                    return true;
                }
            }

            return false;
        }

        public void MoveBelow(Container parent)
        {
            Parent = parent;
            parent.Children.Add(this);
        }

        public void Detach()
        {
            Parent?.Children.Remove(this);
            Parent = null;
        }
    }
}
