using Waypost.Testing.Transcripts;

namespace Waypost.Server.Tests.Imap;

/// <summary>Searches, orders and threads with their extensions.</summary>
public sealed class SearchTranscriptTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task SavedResultStandsForItsMessages(int chunk) => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 SEARCH RETURN (SAVE) SUBJECT parts
        S: 1 OK Searched
        C: 2 UID FETCH $ FLAGS
        S: * 2 FETCH (UID 2 FLAGS ())
        S: 2 OK Fetched
        C: 3 SEARCH RETURN (SAVE MIN COUNT) ALL
        S: * ESEARCH (TAG "3") MIN 1 COUNT 2
        S: 3 OK Searched
        C: 4 SEARCH NOT $
        S: * SEARCH
        S: 4 OK Searched
        C: 5 SEARCH RETURN (SAVE MAX) ALL
        S: * ESEARCH (TAG "5") MAX 2
        S: 5 OK Searched
        C: 6 SEARCH UID $
        S: * SEARCH 2
        S: 6 OK Searched
        C: 7 SEARCH RETURN (SAVE) CHARSET X ALL
        S: 7 NO [BADCHARSET (US-ASCII UTF-8)] Unknown charset
        C: 8 FETCH $ FLAGS
        S: 8 OK Fetched
        """, chunk);

    [Fact]
    public Task PartialResultsCountFromEitherEnd() => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 UID SEARCH RETURN (PARTIAL 1:1 COUNT) ALL
        S: * ESEARCH (TAG "1") UID PARTIAL (1:1 1) COUNT 2
        S: 1 OK Searched
        C: 2 UID SEARCH RETURN (PARTIAL -1:-1) ALL
        S: * ESEARCH (TAG "2") UID PARTIAL (-1:-1 2)
        S: 2 OK Searched
        C: 3 UID SEARCH RETURN (PARTIAL 9:20) ALL
        S: * ESEARCH (TAG "3") UID PARTIAL (9:20 NIL)
        S: 3 OK Searched
        C: 4 UID SEARCH RETURN (PARTIAL 1:2 ALL) ALL
        S: 4 BAD PARTIAL and ALL exclude each other
        C: 5 UID FETCH 1:* (FLAGS) (PARTIAL -1:-1)
        S: * 2 FETCH (UID 2 FLAGS ())
        S: 5 OK Fetched
        """, 0);

    [Theory]
    [InlineData("YOUNGER 60", "")]
    [InlineData("OLDER 60", " 1 2")]
    [InlineData("FUZZY TEXT hello", " 1")]
    [InlineData("FUZZY (SUBJECT one)", " 1")]
    [InlineData("SAVEDATESUPPORTED", " 1 2")]
    [InlineData("SAVEDSINCE 2-May-2024", " 2")]
    [InlineData("EMAILID M0", "")]
    [InlineData("THREADID T0", "")]
    [InlineData("OR SUBJECT one SUBJECT parts", " 1 2")]
    [InlineData("NOT SUBJECT one", " 2")]
    [InlineData("BODY \"\"", " 1 2")]
    public Task SearchFinds(string criteria, string numbers) => ImapWorld.PlayAsync(ImapWorld.Select + $"C: 1 SEARCH {criteria}\nS: * SEARCH{numbers}\nS: 1 OK Searched", 1);

    [Fact]
    public Task ModSeqIsACriterionAndAnAnswer() => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 STORE 2 +FLAGS.SILENT (\Flagged)
        S: 1 OK Stored
        C: 2 SEARCH MODSEQ "/flags/\\draft" all 4
        S: * SEARCH 2 (MODSEQ 4)
        S: 2 OK Searched
        C: 3 SEARCH RETURN (COUNT) MODSEQ 4
        S: * ESEARCH (TAG "3") COUNT 1 MODSEQ 4
        S: 3 OK Searched
        C: 4 SEARCH MODSEQ 99
        S: * SEARCH
        S: 4 OK Searched
        C: 5 SEARCH MODSEQ 99999999999999999999
        S: 5 BAD Bad number
        """, 0);

    [Theory]
    [InlineData("(SUBJECT)", " 1 2")]
    [InlineData("(REVERSE ARRIVAL)", " 2 1")]
    [InlineData("(REVERSE SIZE)", " 2 1")]
    [InlineData("(DATE REVERSE SIZE)", " 2 1")]
    [InlineData("(DISPLAYFROM FROM TO CC DISPLAYTO)", " 2 1")]
    public Task SortOrders(string criteria, string numbers) => ImapWorld.PlayAsync(ImapWorld.Select + $"C: 1 SORT {criteria} UTF-8 ALL\nS: * SORT{numbers}\nS: 1 OK Sorted", 1);

    [Fact]
    public Task SortReturnsWhatIsAskedFor() => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 UID SORT RETURN (MIN MAX COUNT ALL) (REVERSE ARRIVAL) UTF-8 ALL
        S: * ESEARCH (TAG "1") UID MIN 2 MAX 1 COUNT 2 ALL 2,1
        S: 1 OK Sorted
        C: 2 SORT RETURN (PARTIAL 1:1) (REVERSE ARRIVAL) UTF-8 ALL
        S: * ESEARCH (TAG "2") PARTIAL (1:1 2)
        S: 2 OK Sorted
        C: 3 SORT (WEATHER) UTF-8 ALL
        S: 3 BAD Unknown sort criterion
        C: 4 SORT (DATE) KOI8-R ALL
        S: 4 NO [BADCHARSET (US-ASCII UTF-8)] Unknown charset
        C: 5 SORT (DATE) UTF-8
        S: 5 BAD Missing argument
        C: 6 SORT RETURN (UPDATE COUNT) (DATE) UTF-8 ALL
        S: * ESEARCH (TAG "6") COUNT 2
        S: * NO [NOUPDATE "6"] No updates for this search
        S: 6 OK Sorted
        """, 0);

    [Fact]
    public Task ResultsAreKeptUpToDateUntilCancelled() => ImapWorld.PlayAsync(ImapWorld.Select + """
        C: 1 UID SEARCH RETURN (UPDATE ALL) UNSEEN
        S: * ESEARCH (TAG "1") UID ALL 1:2
        S: 1 OK Searched
        C: 2 STORE 1 +FLAGS.SILENT (\Seen)
        S: 2 OK Stored
        C: 3 APPEND INBOX {1+}
        C: x
        S: * 3 EXISTS
        S: * ESEARCH (TAG "1") UID REMOVEFROM (0 1)
        S: * ESEARCH (TAG "1") UID ADDTO (0 3)
        S: 3 OK [APPENDUID 1001 3] Appended
        C: 4 CANCELUPDATE "1"
        S: 4 OK Updates cancelled
        C: 5 APPEND INBOX {1+}
        C: x
        S: * 4 EXISTS
        S: 5 OK [APPENDUID 1001 4] Appended
        """, 0);

    [Fact]
    public async Task ThreadsFollowReferencesAndSubjects()
    {
        var world = await ImapWorld.EmptyAsync();
        string[] messages =
        [
            "Message-ID: <a@x>\r\nSubject: plan\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n\r\n",
            "Message-ID: <b@x>\r\nReferences: <a@x>\r\nSubject: Re: plan\r\nDate: Mon, 1 Jan 2024 11:00:00 +0000\r\n\r\n",
            "Message-ID: <c@x>\r\nReferences: <a@x> <b@x>\r\nSubject: Re: plan\r\nDate: Mon, 1 Jan 2024 12:00:00 +0000\r\n\r\n",
            "Message-ID: <d@x>\r\nIn-Reply-To: <a@x>\r\nSubject: Re: plan\r\nDate: Mon, 1 Jan 2024 13:00:00 +0000\r\n\r\n",
            "Message-ID: <e@x>\r\nSubject: other\r\nDate: Mon, 1 Jan 2024 09:00:00 +0000\r\n\r\n",
            "Message-ID: <f@x>\r\nReferences: <gone@x>\r\nSubject: lost\r\nDate: Mon, 1 Jan 2024 14:00:00 +0000\r\n\r\n",
            "Message-ID: <g@x>\r\nReferences: <gone@x>\r\nSubject: lost\r\nDate: Mon, 1 Jan 2024 15:00:00 +0000\r\n\r\n",
        ];
        foreach (var message in messages)
        {
            await world.AppendAsync(Samples.Bytes(message), new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }

        await Transcript.RunAsync(world.Handler, ImapWorld.Select + """
            C: 1 THREAD REFERENCES UTF-8 ALL
            S: * THREAD (5)(1 (2 3)(4))((6)(7))
            S: 1 OK Threaded
            C: 2 UID THREAD ORDEREDSUBJECT UTF-8 ALL
            S: * THREAD (5)(1 (2)(3)(4))(6 7)
            S: 2 OK Threaded
            C: 3 THREAD REFERENCES UTF-8 SUBJECT nothing
            S: * THREAD
            S: 3 OK Threaded
            C: 4 THREAD WEATHER UTF-8 ALL
            S: 4 BAD Unknown algorithm
            """);
    }
}
