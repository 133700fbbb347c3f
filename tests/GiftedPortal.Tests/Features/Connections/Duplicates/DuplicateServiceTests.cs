using GiftedPortal.Features.Approval.Review;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Status;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Connections.Duplicates;

public abstract class DuplicateServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Ada = TestPortal.Staff("Ada", StaffRoles.Admin);

    private readonly TestPortal _portal = new(database.Contexts);

    private DuplicateService Duplicates => _portal.Get<DuplicateService>();

    private async Task<Guid> BeginAsync(Actor member) => (await _portal.Get<SetupService>().LoadAsync(member, Stop))!.Connection.Id;

    private static string Unique(string name) => $"{name} {Guid.NewGuid():N}";

    [Fact]
    public async Task A_customer_with_somebody_elses_name_asks_staff_and_the_reviewer_sees_it()
    {
        var name = Unique("Initech");
        await BeginAsync(await _portal.MemberAsync(company: $"{name} GmbH"));
        var member = await _portal.MemberAsync(company: $"{name}, Inc.");
        var id = await BeginAsync(member);

        (await Duplicates.FindAsync(id, name, member, Stop)).Finding.Should().Be(new DuplicateFinding(DuplicateKind.NameInUse, null));
        (await Duplicates.ResolveAsync(id, name, DuplicateResolution.Resume, member, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>("there is nothing of the customer's own to go on with");
        (await Duplicates.ResolveAsync(id, name, DuplicateResolution.AskStaff, member, Stop)).Should().BeNull();

        (await Duplicates.FindAsync(id, name, member, Stop)).Chosen.Should().Be(DuplicateResolution.AskStaff);
        var review = (await _portal.Get<ReviewService>().FindAsync(id, Ada, Stop))!;
        Concern.Of(review, _portal.Time.GetUtcNow()).Select(concern => concern.Key).Should().Contain(["LookAlike.Name", "Duplicate.AskStaff"]);
        review.Duplicates.LookAlikes.Should().Equal(new LookAlike($"{name} GmbH", LookAlikeBy.Name));
    }

    [Fact]
    public async Task The_same_service_user_is_found_however_its_id_is_spelled()
    {
        var (other, id) = (await _portal.MemberAsync(company: Unique("Globex")), $"service-{Random.Shared.NextInt64(1_000_000_000_000)}");
        await SaveAsync(await BeginAsync(other), other, id.ToUpperInvariant());
        var member = await _portal.MemberAsync();
        var own = await BeginAsync(member);
        await SaveAsync(own, member, id);

        (await Duplicates.ReviewAsync(own, Ada, Stop)).LookAlikes.Should().BeEmpty("anybody can type an id");
        // from now on the provider has accepted both
        await _portal.Get<PermissionService>().CheckAsync(own, member, null, Stop);

        (await Duplicates.ReviewAsync(own, Ada, Stop)).LookAlikes.Should().ContainSingle().Which.By.Should().Be(LookAlikeBy.ServiceUser);
        (await Duplicates.FindAsync(own, "", member, Stop)).Finding!.Kind.Should().Be(DuplicateKind.AccountInUse);
    }

    [Fact]
    public async Task The_same_account_is_found()
    {
        _portal.Provider.AccountId = Guid.NewGuid().ToString("N");
        await _portal.SubmittedAsync();
        var (member, own) = await _portal.ReadyAsync();
        await _portal.Get<PermissionService>().CheckAsync(own, member, null, Stop);

        (await Duplicates.FindAsync(own, "", member, Stop)).Finding!.Kind.Should().Be(DuplicateKind.AccountInUse);
    }

    [Fact]
    public async Task Long_names_that_only_begin_alike_are_others_and_those_that_are_alike_are_found()
    {
        var start = Unique("The Very Long Company of Sprockets and Cogs and Wheels");
        await BeginAsync(await _portal.MemberAsync(company: $"{start} of the North"));
        await BeginAsync(await _portal.MemberAsync(company: $"{start} of the South Ltd"));
        var own = await BeginAsync(await _portal.MemberAsync(company: $"{start} OF THE SOUTH"));

        (await Duplicates.ReviewAsync(own, Ada, Stop)).LookAlikes.Should().Equal(new LookAlike($"{start} of the South Ltd", LookAlikeBy.Name));
    }

    [Fact]
    public async Task A_name_that_is_typed_at_this_moment_is_looked_for_before_it_is_stored()
    {
        var name = Unique("Stark");
        await BeginAsync(await _portal.MemberAsync(company: name));
        var own = await BeginAsync(await _portal.MemberAsync());

        (await Duplicates.ReviewAsync(own, Ada, Stop)).LookAlikes.Should().BeEmpty();
        (await Duplicates.ReviewAsync(own, Ada, Stop, $"{name} Inc.")).LookAlikes.Should().Equal(new LookAlike(name, LookAlikeBy.Name));
    }

    private async Task SaveAsync(Guid connection, Actor member, string serviceUserId) =>
        (await _portal.Get<CredentialService>().SaveAsync(connection, serviceUserId, new Secret("token-1"), member, Stop)).Should().BeNull();

    [Theory]
    [InlineData(DuplicateResolution.Resume)]
    [InlineData(DuplicateResolution.Replace)]
    public async Task After_a_disconnect_the_customer_says_whether_it_is_the_same_connection(DuplicateResolution choice)
    {
        var (member, earlier) = await _portal.LiveAsync();
        var name = (await _portal.Get<ConnectionService>().FindAsync(earlier, member, Stop))!.CompanyName!;
        await using (var db = await _portal.Contexts.CreateDbContextAsync(Stop))
        {
            await db.Set<Connection>().Where(one => one.Id == earlier).ExecuteUpdateAsync(set => set.SetProperty(one => one.Employees, 120).SetProperty(one => one.GroupMembers, 1), Stop);
        }

        (await _portal.Get<ConnectionControl>().DisconnectAsync(earlier, name, member, Stop)).Should().BeNull();
        _portal.Time.Advance(TimeSpan.FromDays(1));
        (await _portal.Get<ConnectionService>().StartAgainAsync(member, Stop)).Should().BeNull();
        var id = await BeginAsync(member);

        (await Duplicates.FindAsync(id, name, member, Stop)).Finding!.Earlier!.Id.Should().Be(earlier);
        (await Duplicates.ResolveAsync(id, name, choice, member, Stop)).Should().BeNull();
        (await Duplicates.ResolveAsync(id, name, choice, member, Stop)).Should().BeNull();

        (await _portal.Get<SetupService>().TakeOverAsync(member, Stop) is null).Should().Be(choice is DuplicateResolution.Resume);
        var setup = (await _portal.Get<SetupService>().LoadAsync(member, Stop))!;
        (setup.Answers.GetValueOrDefault(SetupAnswers.CompanyName), setup.Number(SetupAnswers.Employees)).Should().Be(choice is DuplicateResolution.Resume ? (name, 120) : (null, null));
        setup.Number(SetupAnswers.GroupMembers).Should().BeNull("the dangerous default is looked at anew");
        (await Duplicates.ReviewAsync(id, Ada, Stop)).Chosen.Should().Be(choice);
        (await _portal.AuditOfAsync(id)).Should().Contain(entry => entry.Action == "duplicate.resolved" && entry.NewValue == choice.ToString());
    }

    [Fact]
    public async Task Who_synced_under_the_old_method_is_known_whenever_the_list_comes()
    {
        var (before, after, never) = (Unique("Umbrella"), Unique("Hooli"), Unique("Soylent"));
        await _portal.MemberAsync(company: before);

        var import = await _portal.Get<FormerSyncs>().ImportAsync($"{before} Ltd.,since 2019\r\n{after.ToUpperInvariant()}\n\n\"{after}, Inc.\",x\n---\n", Ada, Stop);

        import.Should().BeEquivalentTo(new FormerSyncImport(2, 1, ["---"], 1));
        foreach (var (name, expected) in new[] { (before, true), (never, false) })
        {
            (await _portal.Get<CustomerService>().ListAsync(Ada, Stop)).Where(customer => customer.Name == name).Should().OnlyContain(customer => customer.SyncedBefore == expected);
        }

        var later = await _portal.MemberAsync(company: after);
        (await _portal.Get<ConnectionService>().OfMemberAsync(later, Stop))!.SyncedBefore.Should().BeTrue();
        (await _portal.Get<FormerSyncs>().ImportAsync(after, Ada, Stop)).Should().BeEquivalentTo(new { Added = 0, Known = 1, Marked = 0 });
    }

    [Fact]
    public async Task Only_admins_bring_in_names()
    {
        (await _portal.Get<FormerSyncs>().ImportAsync("Acme", TestPortal.Staff("Olga", StaffRoles.Operator | StaffRoles.Reviewer | StaffRoles.Auditor), Stop)).Should().BeNull();
        (await _portal.Get<FormerSyncs>().ImportAsync(string.Join('\n', Enumerable.Repeat("Acme", FormerSyncs.MostLines + 1)), Ada, Stop)).Should().BeNull();
    }
}

public sealed class DuplicateServiceOnSqliteTests(SqliteDatabase database) : DuplicateServiceTests<SqliteDatabase>(database);
