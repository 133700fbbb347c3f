using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Status;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features;

/// <summary>A member of one customer tries every operation on another customer's connection.</summary>
public abstract class TenantIsolationTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private readonly TestPortal _portal = new(database.Contexts);

    [Fact]
    public async Task Another_customers_connection_does_not_exist_for_a_member()
    {
        var (owner, id) = await _portal.LiveAsync();
        (await _portal.Get<CredentialReplacement>().SaveAsync(id, "SERVICE-8", new Secret("another-token-1"), owner, Stop)).Should().BeNull();
        var pending = (await _portal.Get<CredentialReplacement>().TryAsync(id, owner, null, Stop))!.Version;
        var company = (await _portal.Get<ConnectionService>().FindAsync(id, owner, Stop))!.CompanyName!;
        var stranger = await _portal.MemberAsync();

        foreach (var actor in (Actor[])[stranger, TestPortal.Stranger])
        {
            (await _portal.Get<ConnectionService>().FindAsync(id, actor, Stop)).Should().BeNull();
            (await _portal.Get<ConnectionService>().TimelineAsync(id, actor, Stop)).Should().BeEmpty();
            (await _portal.Get<ConnectionService>().OperateAsync(id, ConnectionOperation.RaiseAttention, actor, null, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
            (await _portal.Get<ConnectionControl>().PauseAsync(id, null, actor, Stop)).Should().NotBeNull();
            (await _portal.Get<ConnectionControl>().ResumeAsync(id, actor, Stop)).Should().NotBeNull();
            (await _portal.Get<ConnectionControl>().DisconnectAsync(id, company, actor, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
            (await _portal.Get<ConnectionControl>().SwitchAsync(id, pending, actor, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
            (await _portal.Get<CredentialReplacement>().FindAsync(id, actor, Stop)).Should().BeNull();
            (await _portal.Get<CredentialReplacement>().SaveAsync(id, "SERVICE-9", new Secret("another-token-1"), actor, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
            (await _portal.Get<CredentialReplacement>().TryAsync(id, actor, null, Stop)).Should().BeNull();
            (await _portal.Get<CredentialReplacement>().CancelAsync(id, actor, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
            (await _portal.Get<ErasureService>().OfMemberAsync(actor, Stop)).Should().BeEmpty();
            (await _portal.Get<DuplicateService>().FindAsync(id, "Another name", actor, Stop)).Finding.Should().BeNull();
            (await _portal.Get<DuplicateService>().ResolveAsync(id, "Another name", DuplicateResolution.AskStaff, actor, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
            (await _portal.Get<DuplicateService>().ReviewAsync(id, actor, Stop)).Should().BeEquivalentTo(new DuplicateReview([], null));
            (await _portal.Get<FormerSyncs>().ImportAsync("Acme", actor, Stop)).Should().BeNull();
            (await _portal.Get<CredentialService>().OpenAsync(id, actor, Stop)).Should().BeNull();
            (await _portal.Get<CredentialService>().SaveAsync(id, "SERVICE-9", new Secret("x"), actor, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
            (await _portal.Get<PermissionService>().LatestAsync(id, actor, Stop)).Should().BeNull();
            (await _portal.Get<PermissionService>().CheckAsync(id, actor, null, Stop)).Should().BeNull();
            (await _portal.Get<PermissionService>().HistoryAsync(id, 0, 10, actor, Stop)).Should().BeEmpty();
            (await _portal.Get<PermissionService>().WatchAsync(id, actor, () => { }, Stop)).Should().BeNull();
            (await _portal.Get<ConnectionService>().UseEnvironmentAsync(id, "Other", actor, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
            (await _portal.Get<PermissionService>().ConfirmationsAsync(id, actor, Stop)).Should().BeEmpty();
            (await _portal.Get<PermissionService>().ConfirmAsync(id, "two.history", true, actor, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
            (await _portal.Get<ApprovalService>().ApproveAsync(id, actor, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
            (await _portal.Get<ApprovalService>().RejectAsync(id, "x", actor, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
            (await _portal.Get<ApprovalService>().RequestChangesAsync(id, "x", actor, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
            (await _portal.Get<CustomerService>().ListAsync(actor, Stop)).Should().BeEmpty();
            (await _portal.Get<CustomerService>().AddAsync(new NewCustomer("X", false, "x@x.test"), actor, Stop)).Should().Be(CustomerRefusal.NotAllowed);
        }

        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Live);
        (await _portal.Get<CredentialReplacement>().FindAsync(id, owner, Stop))!.Version.Should().Be(pending);
    }

    [Fact]
    public async Task A_members_own_set_up_is_never_somebody_elses()
    {
        var (_, id) = await _portal.ReadyAsync();
        var other = await _portal.MemberAsync();

        var state = await _portal.Get<SetupService>().LoadAsync(other, Stop);

        state!.Connection.Id.Should().NotBe(id);
        state.Connection.CustomerId.Should().Be(other.CustomerId!.Value);
        (await _portal.Get<SetupService>().LoadAsync(TestPortal.Stranger, Stop)).Should().BeNull();
        (await _portal.Get<SetupService>().LoadAsync(TestPortal.Staff("Rita", StaffRoles.Any), Stop)).Should().BeNull();
    }
}

public sealed class TenantIsolationOnSqliteTests(SqliteDatabase database) : TenantIsolationTests<SqliteDatabase>(database);
