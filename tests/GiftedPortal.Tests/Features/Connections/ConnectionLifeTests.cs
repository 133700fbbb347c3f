using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using static GiftedPortal.Features.Connections.ConnectionOperation;
using static GiftedPortal.Features.Connections.ConnectionStatus;

namespace GiftedPortal.Tests.Features.Connections;

public class ConnectionLifeTests
{
    private static readonly (ConnectionStatus From, ConnectionOperation Operation, ConnectionStatus To)[] Allowed =
    [
        (Draft, Submit, Submitted), (ChangesRequested, Submit, Submitted), (Submitted, Claim, InReview),
        (InReview, Release, Submitted), (InReview, FirstApproval, Submitted), (InReview, Approve, Approved), (InReview, RequestChanges, ChangesRequested), (InReview, Reject, Rejected),
        (Approved, StartFirstSync, FirstSync), (FirstSync, GoLive, Live), (NeedsAttention, GoLive, Live),
        (Approved, RaiseAttention, NeedsAttention), (FirstSync, RaiseAttention, NeedsAttention), (Live, RaiseAttention, NeedsAttention),
        (Live, Pause, Paused), (NeedsAttention, Pause, Paused), (Paused, Resume, Live),
        (Rejected, Disconnect, Disconnected), (Approved, Disconnect, Disconnected), (FirstSync, Disconnect, Disconnected),
        (Live, Disconnect, Disconnected), (NeedsAttention, Disconnect, Disconnected), (Paused, Disconnect, Disconnected),
    ];

    public static TheoryData<ConnectionStatus, ConnectionOperation> Everything()
    {
        var all = new TheoryData<ConnectionStatus, ConnectionOperation>();
        foreach (var status in Enum.GetValues<ConnectionStatus>())
        {
            foreach (var operation in Enum.GetValues<ConnectionOperation>())
            {
                all.Add(status, operation);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Leads_where_the_table_says_and_nowhere_else(ConnectionStatus from, ConnectionOperation operation)
    {
        var expected = Allowed.Where(one => one.From == from && one.Operation == operation).Select(one => (ConnectionStatus?)one.To).SingleOrDefault();

        ConnectionLife.Next(from, operation).Should().Be(expected);
    }

    [Fact]
    public void A_refused_operation_changes_nothing()
    {
        var connection = new Connection { Id = Guid.NewGuid(), CustomerId = Guid.NewGuid(), Provider = "p", Environment = "e", GuideVersion = 1, CreatedAt = DateTimeOffset.UnixEpoch };

        var refusal = connection.Apply(Approve, Actor.System("test"), DateTimeOffset.UnixEpoch);

        refusal.Should().Be(new ConnectionRefusal.NotNow(Draft, Approve));
        connection.Status.Should().Be(Draft);
        connection.Events.Should().BeEmpty();
    }
}
