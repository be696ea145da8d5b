using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Storage.Database;

namespace Waypost.Storage.Secondaries;

/// <summary>Rows of the states of secondary zones.</summary>
internal static class SecondaryRows
{
    private const int MaxErrorLength = 2000;

    private const string ListStates = """
        SELECT z.view_name, z.origin, s.last_check, s.next_check, s.last_transfer, s.expires_at, s.last_error, s.primary_address
        FROM secondary_zones s JOIN zones z ON z.id = s.zone_id
        """;

    private const string FindState = """
        SELECT z.view_name, z.origin, s.last_check, s.next_check, s.last_transfer, s.expires_at, s.last_error, s.primary_address
        FROM secondary_zones s JOIN zones z ON z.id = s.zone_id WHERE z.origin = @origin AND z.view_name = @view
        """;

    private const string UpdateState = """
        UPDATE secondary_zones
        SET last_check = @lastCheck, next_check = @nextCheck, last_transfer = @lastTransfer, expires_at = @expiresAt, last_error = @lastError, primary_address = @primary
        WHERE zone_id IN (SELECT id FROM zones WHERE origin = @origin AND view_name = @view)
        """;

    private const string InsertState = """
        INSERT INTO secondary_zones (zone_id, last_check, next_check, last_transfer, expires_at, last_error, primary_address, requested)
        SELECT id, @lastCheck, @nextCheck, @lastTransfer, @expiresAt, @lastError, @primary, 0 FROM zones WHERE origin = @origin AND view_name = @view
        """;

    private const string UpdateRequest = """
        UPDATE secondary_zones SET requested = CASE WHEN requested > @requested THEN requested ELSE @requested END
        WHERE zone_id IN (SELECT id FROM zones WHERE origin = @origin AND view_name = @view)
        """;

    private const string InsertRequest = """
        INSERT INTO secondary_zones (zone_id, requested) SELECT id, @requested FROM zones WHERE origin = @origin AND view_name = @view
        """;

    private const string ListRequests = """
        SELECT z.view_name, z.origin, s.requested FROM secondary_zones s JOIN zones z ON z.id = s.zone_id WHERE s.requested > 0
        """;

    private const string ClearRequests = """UPDATE secondary_zones SET requested = 0 WHERE requested > 0""";

    public static async Task<Dictionary<ZoneKey, SecondaryState>> ListAsync(DatabaseSession session) =>
        (await session.QueryAsync<StateRecord>(ListStates)).ToDictionary(record => new ZoneKey(record.ViewName, record.Origin), record => record.ToState());

    public static async Task<SecondaryState?> FindAsync(DatabaseSession session, ZoneKey zone) =>
        (await session.FindAsync<StateRecord>(FindState, new { origin = zone.Origin, view = zone.View }))?.ToState();

    public static async Task SaveAsync(DatabaseSession session, ZoneKey zone, SecondaryState state)
    {
        var columns = new
        {
            origin = zone.Origin,
            view = zone.View,
            lastCheck = state.LastCheck,
            nextCheck = state.NextCheck,
            lastTransfer = state.LastTransfer,
            expiresAt = state.ExpiresAt,
            lastError = state.LastError is { Length: > MaxErrorLength } error ? error[..MaxErrorLength] : state.LastError,
            primary = state.Primary,
        };
        if (await session.ExecuteAsync(UpdateState, columns) == 0)
        {
            await session.ExecuteAsync(InsertState, columns);
        }
    }

    public static async Task RequestAsync(DatabaseSession session, CheckRequest request)
    {
        var columns = new { origin = request.Zone.Origin, view = request.Zone.View, requested = request.Force ? 2 : 1 };
        if (await session.ExecuteAsync(UpdateRequest, columns) == 0)
        {
            await session.ExecuteAsync(InsertRequest, columns);
        }
    }

    public static async Task<List<CheckRequest>> ListRequestsAsync(DatabaseSession session) =>
        (await session.QueryAsync<RequestRecord>(ListRequests)).ConvertAll(record => new CheckRequest(new ZoneKey(record.ViewName, record.Origin), record.Requested > 1));

    public static Task ClearRequestsAsync(DatabaseSession session) => session.ExecuteAsync(ClearRequests);

    private sealed class StateRecord
    {
        public required string ViewName { get; init; }

        public required string Origin { get; init; }

        public DateTimeOffset? LastCheck { get; init; }

        public DateTimeOffset? NextCheck { get; init; }

        public DateTimeOffset? LastTransfer { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        public string? LastError { get; init; }

        public string? PrimaryAddress { get; init; }

        public SecondaryState ToState() => new()
        {
            LastCheck = LastCheck,
            NextCheck = NextCheck,
            LastTransfer = LastTransfer,
            ExpiresAt = ExpiresAt,
            LastError = LastError,
            Primary = PrimaryAddress,
        };
    }

    private sealed class RequestRecord
    {
        public required string ViewName { get; init; }

        public required string Origin { get; init; }

        public int Requested { get; init; }
    }
}
