using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Approval.Review;

/// <summary>Gathers the evidence that a reviewer decides by.</summary>
public sealed class ReviewService(
    IDbContextFactory<PortalDbContext> database, ConnectionService connections, PermissionService permissions, HrisProviders providers, ApprovalPolicy policy,
    DuplicateService duplicates)
{
    /// <summary>The case of one connection. Staff and the portal itself only; null for anybody else and when there is no such connection.</summary>
    public async Task<ReviewCase?> FindAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        if ((!actor.IsStaff && actor.Kind is not ActorKind.System) || await connections.FindAsync(connectionId, actor, cancellationToken) is not { } connection)
        {
            return null;
        }

        var timeline = await connections.TimelineAsync(connectionId, actor, cancellationToken);
        return new ReviewCase(
            connection,
            ApprovalClock.Read(timeline, policy),
            timeline,
            providers[connection.Provider],
            await permissions.LatestAsync(connectionId, actor, cancellationToken),
            await permissions.ConfirmationsAsync(connectionId, actor, cancellationToken),
            await SameAccountAsync(connection, cancellationToken))
        {
            Duplicates = await duplicates.ReviewAsync(connectionId, actor, cancellationToken),
        };
    }

    /// <summary>The case of a connection as it is about to be saved: with what its set-up says, which no query sees yet.</summary>
    internal async Task<ReviewCase?> FindAsync(Connection connection, Actor actor, CancellationToken cancellationToken) =>
        await FindAsync(connection.Id, actor, cancellationToken) is { } stored
            ? stored with
            {
                Connection = stored.Connection with { CompanyName = connection.CompanyName, Employees = connection.Employees, GroupMembers = connection.GroupMembers },
                Duplicates = await duplicates.ReviewAsync(connection.Id, actor, cancellationToken, connection.CompanyName),
            }
            : null;

    /// <summary>The rule that applies to a case now, and why. Pure but for the policy.</summary>
    public Ruling Rule(ReviewCase review, DateTimeOffset now) => DecisionRule.Of(Concern.Of(review, now), policy.FastLane);

    /// <summary>Names of other customers whose connection reads the same account.</summary>
    private async Task<IReadOnlyList<string>> SameAccountAsync(ConnectionSummary connection, CancellationToken cancellationToken)
    {
        if (connection.AccountId is null)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await (
            from other in db.Set<Connection>()
            join customer in db.Set<Customers.Customer>() on other.CustomerId equals customer.Id
            where other.Id != connection.Id && other.Provider == connection.Provider && other.Environment == connection.Environment
                && other.AccountId == connection.AccountId
                && other.Status != ConnectionStatus.Rejected && other.Status != ConnectionStatus.Disconnected
            orderby customer.Name
            select customer.Name).ToListAsync(cancellationToken);
    }
}

/// <summary>What a reviewer looks at.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Clock">Its clock.</param>
/// <param name="Timeline">Every change of status, oldest first.</param>
/// <param name="Provider">What it connects to.</param>
/// <param name="Check">The newest permission check; null when none was made.</param>
/// <param name="Confirmations">Permissions that a member confirmed by hand.</param>
/// <param name="SameAccount">Other customers that are connected to the same account.</param>
public sealed record ReviewCase(
    ConnectionSummary Connection,
    ApprovalClock Clock,
    IReadOnlyList<ConnectionEvent> Timeline,
    IHrisProvider Provider,
    PermissionCheck? Check,
    IReadOnlyList<PermissionConfirmation> Confirmations,
    IReadOnlyList<string> SameAccount)
{
    /// <summary>Who else looks like this connection, and what the customer chose about it.</summary>
    public DuplicateReview Duplicates { get; init; } = new([], null);

    /// <summary>The permissions that its provider needs.</summary>
    public IReadOnlyList<PermissionRequirement> Requirements => Provider.Permissions;
}
