using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Typing;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Setup.Typing;

public abstract class TypingTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private const string Token = "Yf0PqKxT9sWm3ZrB8dNv1LhC5gJe7uAo2QiX6yRt";
    private readonly TestPortal _portal = new(database.Contexts);

    private SetupService Setup => _portal.Get<SetupService>();

    [Fact]
    public async Task A_token_is_kept_encrypted_while_it_is_typed_and_forgotten_once_it_is_saved()
    {
        var member = await _portal.MemberAsync();

        (await Setup.TypeAsync(SetupAnswers.Token, new Secret(Token[..5]), member, Stop)).Should().BeNull();
        (await Setup.TypeAsync(SetupAnswers.Token, new Secret(Token), member, Stop)).Should().BeNull();

        var typed = await Setup.TypedAsync(member, Stop);
        typed.Should().ContainKey(SetupAnswers.Token).WhoseValue.Text.Value.Should().Be(Token);
        (await StoredAsync(member)).Should().ContainSingle().Which.Should().NotContain(Token).And.NotContain(Token[..5]);
        (await Setup.LoadAsync(member, Stop))!.Answers.Values.Should().NotContain(Token);

        await Setup.SaveCredentialsAsync("SERVICE-7", new Secret(Token), member, Stop);
        (await Setup.TypedAsync(member, Stop)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_token_in_the_field_of_the_id_is_kept_encrypted_too_and_an_id_is_an_answer()
    {
        var member = await _portal.MemberAsync();

        await Setup.TypeAsync(SetupAnswers.ServiceUserId, new Secret(Token), member, Stop);
        (await Setup.LoadAsync(member, Stop))!.Answers.Values.Should().NotContain(Token);
        (await Setup.TypedAsync(member, Stop)).Should().ContainKey(SetupAnswers.ServiceUserId);

        await Setup.TypeAsync(SetupAnswers.ServiceUserId, new Secret(" SERVICE-7 "), member, Stop);
        (await Setup.LoadAsync(member, Stop))!.ServiceUserId.Should().Be("SERVICE-7");
        (await Setup.TypedAsync(member, Stop)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_cleared_token_is_forgotten()
    {
        var member = await _portal.MemberAsync();
        await Setup.TypeAsync(SetupAnswers.Token, new Secret(Token), member, Stop);

        await Setup.TypeAsync(SetupAnswers.Token, new Secret(""), member, Stop);

        (await StoredAsync(member)).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_windows_that_type_at_once_keep_one_of_the_two_and_fail_nowhere()
    {
        using var failed = new FailedCommands();
        var member = await _portal.MemberAsync();
        var connection = (await Setup.LoadAsync(member, Stop))!.Connection.Id;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => Setup.TypeAsync(SetupAnswers.Token, new Secret($"{Token}{number}"), member, Stop))));

        (await Setup.TypedAsync(member, Stop))[SetupAnswers.Token].Text.Value.Should().StartWith(Token);
        failed.On("TypedSecrets", connection).Should().BeEmpty();
    }

    [Fact]
    public async Task A_megabyte_is_refused_and_what_was_kept_stays()
    {
        var member = await _portal.MemberAsync();
        await Setup.TypeAsync(SetupAnswers.Token, new Secret(Token), member, Stop);

        foreach (var key in SetupAnswers.All.Append(SetupAnswers.Token))
        {
            (await Setup.TypeAsync(key, new Secret(new string('x', 1_000_000)), member, Stop)).Should().BeOfType<ConnectionRefusal.TooLong>(key);
        }

        (await Setup.TypedAsync(member, Stop))[SetupAnswers.Token].Text.Value.Should().Be(Token);
    }

    [Fact]
    public async Task Nobody_else_sees_or_changes_what_a_customer_typed_and_after_sending_nothing_is_taken()
    {
        var (member, _) = await _portal.SubmittedAsync();

        (await Setup.TypeAsync(SetupAnswers.Token, new Secret(Token), member, Stop)).Should().BeOfType<ConnectionRefusal.NotNow>();
        (await Setup.TypeAsync(SetupAnswers.Token, new Secret(Token), TestPortal.Stranger, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
        (await Setup.TypedAsync(TestPortal.Stranger, Stop)).Should().BeEmpty();
    }

    [Fact]
    public async Task Sending_stores_who_agreed_when_and_to_which_text()
    {
        var (member, id) = await _portal.SubmittedAsync();

        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        var consent = await db.Set<SetupConsent>().SingleAsync(one => one.ConnectionId == id, Stop);
        (consent.ById, consent.ByName, consent.At, consent.TextVersion).Should().Be((member.Id, member.Name, _portal.Time.GetUtcNow(), ConsentText.Version));
    }

    [Fact]
    public async Task What_the_provider_said_last_is_remembered_until_other_credentials_are_saved()
    {
        var (member, _) = await _portal.ReadyAsync();
        _portal.Provider.Failure = new ProviderFailure(FailureKind.CredentialsRejected, "GET /x", 401, null, "");
        await Setup.CheckCredentialsAsync(member, Stop);
        (await LookAsync(member))!.Failure.Should().Be(FailureKind.CredentialsRejected);
        _portal.Provider.Failure = null;
        await Setup.CheckCredentialsAsync(member, Stop);
        (await LookAsync(member))!.Failure.Should().BeNull();
    }

    private async Task<CredentialLook?> LookAsync(GiftedPortal.Features.Identity.Actor member) =>
        await Setup.LastLookAsync((await Setup.LoadAsync(member, Stop))!.Connection, Stop);

    private async Task<List<string>> StoredAsync(GiftedPortal.Features.Identity.Actor member)
    {
        var state = await Setup.LoadAsync(member, Stop);
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<TypedSecret>().Where(one => one.ConnectionId == state!.Connection.Id).Select(one => one.ProtectedText).ToListAsync(Stop);
    }
}

public sealed class TypingOnSqliteTests(SqliteDatabase database) : TypingTests<SqliteDatabase>(database);
