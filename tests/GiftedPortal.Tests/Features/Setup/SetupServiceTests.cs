using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Setup;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Setup;

public abstract class SetupServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private readonly TestPortal _portal = new(database.Contexts);

    private SetupService Setup => _portal.Get<SetupService>();

    [Fact]
    public async Task Begins_at_the_first_step_and_goes_on_after_the_last_finished_one()
    {
        var member = await _portal.MemberAsync();

        (await Setup.LoadAsync(member, Stop))!.Resume.Slug.Should().Be("first");
        (await Setup.FinishAsync("first", true, member, Stop)).Should().BeNull();
        (await Setup.LoadAsync(member, Stop))!.Resume.Slug.Should().Be("second");
        (await Setup.FinishAsync("first", false, member, Stop)).Should().BeNull();
        (await Setup.LoadAsync(member, Stop))!.Resume.Slug.Should().Be("first");
    }

    [Fact]
    public async Task Ten_tabs_that_open_it_at_once_make_one_connection()
    {
        var member = await _portal.MemberAsync();

        var states = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Setup.LoadAsync(member, Stop))));

        states.Select(state => state!.Connection.Id).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Two_people_who_answer_and_finish_at_once_lose_nothing()
    {
        using var failed = new FailedCommands();
        var member = await _portal.MemberAsync();
        await Setup.LoadAsync(member, Stop);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(async () =>
            await Setup.AnswerAsync(SetupAnswers.CompanyName, $"Name {number}", member, Stop) ?? await Setup.FinishAsync("first", true, member, Stop))));

        refusals.Should().AllSatisfy(refusal => refusal.Should().BeNull());
        var state = (await Setup.LoadAsync(member, Stop))!;
        state.CompanyName.Should().StartWith("Name ");
        state.Finished.Should().Equal("first");
        failed.On("SetupAnswers", state.Connection.Id).Should().BeEmpty("it is no error either");
    }

    [Fact]
    public async Task Proposes_the_customers_name_and_keeps_what_is_typed()
    {
        var member = await _portal.MemberAsync(syncedBefore: true, company: $"Globex {Guid.NewGuid():N}");

        var state = (await Setup.LoadAsync(member, Stop))!;
        state.CompanyName.Should().Be($"{state.Connection.CustomerName} Service User");
        await Setup.AnswerAsync(SetupAnswers.CompanyName, "Glob", member, Stop);

        (await Setup.LoadAsync(member, Stop))!.CompanyName.Should().Be("Glob");
    }

    [Fact]
    public async Task Refuses_answers_that_are_too_long_without_losing_the_old_one()
    {
        var member = await _portal.MemberAsync();
        await Setup.AnswerAsync(SetupAnswers.CompanyName, "Acme", member, Stop);

        (await Setup.AnswerAsync(SetupAnswers.CompanyName, new string('x', 1_000_000), member, Stop)).Should().BeOfType<ConnectionRefusal.TooLong>();

        (await Setup.LoadAsync(member, Stop))!.CompanyName.Should().Be("Acme");
    }

    [Fact]
    public async Task Keeps_credentials_encrypted_and_trimmed()
    {
        var member = await _portal.MemberAsync();

        var (refusal, check) = await Setup.SaveCredentialsAsync(" SERVICE-7\n", new Secret(" very-secret-token \r\n"), member, Stop);

        refusal.Should().BeNull();
        check!.Accepted.Should().BeTrue();
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        var stored = await db.Set<Connection>().SingleAsync(one => one.CustomerId == member.CustomerId, Stop);
        stored.ProtectedToken.Should().NotContain("very-secret-token");
        _portal.Provider.LastConnection.Should().Be(new ProviderConnection("Test", "SERVICE-7", new Secret("very-secret-token")) { ConnectionId = stored.Id });
        (await _portal.AuditOfAsync(stored.Id)).Should().NotContain(entry => $"{entry.OldValue}{entry.NewValue}{entry.Reason}".Contains("secret"));
    }

    [Fact]
    public async Task Keeps_credentials_that_the_provider_rejects_and_says_so()
    {
        var member = await _portal.MemberAsync();
        _portal.Provider.Failure = new ProviderFailure(FailureKind.CredentialsRejected, "GET /x", 401, null, "rejected");

        var (refusal, check) = await Setup.SaveCredentialsAsync("SERVICE-7", new Secret("wrong"), member, Stop);

        refusal.Should().BeNull();
        check!.Failure!.Kind.Should().Be(FailureKind.CredentialsRejected);
        (await Setup.LoadAsync(member, Stop))!.ServiceUserId.Should().Be("SERVICE-7");
    }

    [Theory]
    [InlineData("", "token")]
    [InlineData("SERVICE-1", "")]
    [InlineData("SER:VICE", "token")]
    [InlineData("SERVICE-1", "to ken")]
    [InlineData("SERVICE-1", "t\u00f6ken")]
    public async Task Refuses_credentials_that_no_header_can_carry(string id, string token)
    {
        var member = await _portal.MemberAsync();

        (await Setup.SaveCredentialsAsync(id, new Secret(token), member, Stop)).Refusal.Should().BeOfType<ConnectionRefusal.BadCredentials>();
    }

    [Fact]
    public async Task Submits_with_evidence_and_starts_the_clock_once()
    {
        var (member, id) = await _portal.ReadyAsync();

        (await Setup.SubmitAsync(member, Stop)).Should().BeNull();
        (await Setup.SubmitAsync(member, Stop)).Should().BeOfType<ConnectionRefusal.NotNow>();

        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);
        (await _portal.Get<PermissionService>().LatestAsync(id, member, Stop)).Should().NotBeNull();
        (await _portal.AuditOfAsync(id)).Count(entry => entry.Action == "connection.submit").Should().Be(1);
    }

    [Fact]
    public async Task Two_tabs_that_submit_at_once_submit_once()
    {
        var (member, id) = await _portal.ReadyAsync();

        var refusals = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Setup.SubmitAsync(member, Stop))));

        refusals.Count(refusal => refusal is null).Should().Be(1);
        (await _portal.AuditOfAsync(id)).Count(entry => entry.Action == "connection.submit").Should().Be(1);
    }

    [Fact]
    public async Task Does_not_submit_without_credentials_or_with_rejected_ones()
    {
        var member = await _portal.MemberAsync();
        (await Setup.SubmitAsync(member, Stop)).Should().BeOfType<ConnectionRefusal.NoCredentials>();

        var (other, id) = await _portal.ReadyAsync();
        _portal.Provider.Failure = new ProviderFailure(FailureKind.Unreachable, "GET /x", null, null, "down");
        (await Setup.SubmitAsync(other, Stop)).Should().Be(new ConnectionRefusal.CredentialsNotAccepted(FailureKind.Unreachable));
        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Draft);
    }

    [Fact]
    public async Task A_submitted_set_up_can_no_longer_be_changed()
    {
        var (member, id) = await _portal.SubmittedAsync();

        (await Setup.FinishAsync("first", true, member, Stop)).Should().BeOfType<ConnectionRefusal.NotNow>();
        (await Setup.AnswerAsync(SetupAnswers.CompanyName, "Other", member, Stop)).Should().BeOfType<ConnectionRefusal.NotNow>();
        (await Setup.SaveCredentialsAsync("SERVICE-9", new Secret("x"), member, Stop)).Refusal.Should().BeOfType<ConnectionRefusal.NotNow>();
        (await _portal.Get<CredentialService>().SaveAsync(id, "SERVICE-9", new Secret("x"), member, Stop)).Should().BeOfType<ConnectionRefusal.NotNow>();
    }
}

public sealed class SetupServiceOnSqliteTests(SqliteDatabase database) : SetupServiceTests<SqliteDatabase>(database);
