using System.Linq.Expressions;
using GiftedPortal.Data;
using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Features.Notifications;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.EndToEndTests;

/// <summary>Letters through a real mail server, sent by real processes.</summary>
public sealed class MailTests(PostgresServer postgres)
{
    private const int Letters = 30;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_nodes_send_every_letter_once_through_a_real_mail_server()
    {
        await using var mail = await MailServer.StartAsync(Stop);
        var database = await postgres.CreateDatabaseAsync(cancellationToken: Stop);
        var settings = new Dictionary<string, string?>
        {
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = $"{mail.Port}",
            ["Mail:Tls"] = "None",
            ["Mail:Sender"] = "Gifted <portal@gifted.example>",
            ["Portal:PublicAddress"] = "https://portal.gifted.example",
        };
        await using var one = new PortalProcess(database, settings: settings);
        await one.StartAsync(Stop);
        await using var other = new PortalProcess(database, settings: settings);
        await other.StartAsync(Stop);

        await using var services = ServicesOver(database);
        await WriteAsync(services);
        await UntilSentAsync(services);

        var messages = mail.Messages;
        messages.Select(message => message.MessageId).Should().HaveCount(Letters).And.OnlyHaveUniqueItems();
        messages.Select(message => message.To.Mailboxes.Single().Address).Should().BeEquivalentTo(Enumerable.Range(0, Letters).Select(AddressOf));
        messages.Should().AllSatisfy(message =>
        {
            message.Subject.Should().Be("Dana invites you to connect Acme with Gifted");
            message.TextBody.Should().Contain("https://portal.gifted.example/invite/code");
            message.HtmlBody.Should().Contain("href=\"https://portal.gifted.example/invite/code");
        });
        (one.Output + other.Output).Should().NotContain("/invite/code", "a link is as good as a password");
    }

    [Theory]
    [InlineData(true, SecureMailServer.Password, LetterState.Sent, null)]
    [InlineData(true, "wrong", LetterState.Waiting, PostFailureKind.SignIn)]
    [InlineData(false, SecureMailServer.Password, LetterState.Waiting, PostFailureKind.Encryption)]
    public async Task A_server_that_wants_encryption_and_a_sign_in_gets_letters_only_where_both_are_right(bool trusted, string password, LetterState state, PostFailureKind? failure)
    {
        await using var mail = await SecureMailServer.StartAsync(Stop);
        var database = await postgres.CreateDatabaseAsync(cancellationToken: Stop);
        var settings = new Dictionary<string, string?>
        {
            ["Mail:Host"] = "localhost",
            ["Mail:Port"] = $"{mail.Port}",
            ["Mail:User"] = SecureMailServer.User,
            ["Mail:Password"] = password,
            ["Mail:Sender"] = "Gifted <portal@gifted.example>",
            ["Portal:PublicAddress"] = "https://portal.gifted.example",
        };
        if (trusted)
            settings["SSL_CERT_FILE"] = mail.Certificate;
        await using var portal = new PortalProcess(database, settings: settings);
        await portal.StartAsync(Stop);
        await using var services = ServicesOver(database);

        await WriteAsync(services, letters: 1);
        await UntilAsync(services, letter => letter.State == state && letter.Failure == failure && letter.Attempts > 0, count: 1);

        mail.Messages.Should().HaveCount(state is LetterState.Sent ? 1 : 0);
        portal.Output.Should().NotContain(password == "wrong" ? "secret" : password);
    }

    // the nodes' own key ring, so that they can read what is written here
    private static ServiceProvider ServicesOver(string database)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<Outbox>()
            .AddPortalDatabase(new DatabaseOptions(DatabaseProvider.Postgres, database));
        services.AddDataProtection().SetApplicationName("GiftedPortal").PersistKeysToDbContext<PortalDbContext>();
        return services.BuildServiceProvider();
    }

    private static async Task WriteAsync(ServiceProvider services, int letters = Letters)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Stop);
        for (var number = 0; number < letters; number++)
        {
            services.GetRequiredService<Outbox>().Add(db, new Letter(
                new LetterContent.Invitation("Dana", "Acme"), new Recipient(AddressOf(number)), $"/invite/code{number}", $"test/{number}"));
        }

        await db.SaveChangesAsync(Stop);
    }

    private static Task UntilSentAsync(ServiceProvider services) => UntilAsync(services, letter => letter.State == LetterState.Sent, Letters);

    private static async Task UntilAsync(ServiceProvider services, Expression<Func<StoredLetter, bool>> wanted, int count)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        enough.CancelAfter(TimeSpan.FromMinutes(2));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Stop);
        while (await db.Set<StoredLetter>().CountAsync(wanted, enough.Token) < count)
        {
            await ticks.WaitForNextTickAsync(enough.Token);
        }
    }

    private static string AddressOf(int number) => $"person{number}@acme.example";
}
