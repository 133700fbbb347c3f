using GiftedPortal.Data;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Notifications;

public abstract class OutboxTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private readonly LetterBench _bench = new(database.Contexts);

    [Fact]
    public async Task A_letter_of_what_was_not_committed_does_not_exist()
    {
        await using (var db = await database.Contexts.CreateDbContextAsync(Stop))
        {
            Add(db, "rolled-back");
            // belongs to no customer
            db.Add(new Member { Id = Guid.NewGuid(), CustomerId = Guid.NewGuid(), Email = "nobody@nowhere.test" });
            await db.Awaiting(one => one.SaveChangesAsync(Stop)).Should().ThrowAsync<DbUpdateException>();
        }

        (await CountAsync("rolled-back")).Should().Be(0);
    }

    [Fact]
    public async Task The_same_event_never_gives_two_letters()
    {
        await using (var db = await database.Contexts.CreateDbContextAsync(Stop))
        {
            Add(db, "once");
            await db.SaveChangesAsync(Stop);
        }

        await using (var db = await database.Contexts.CreateDbContextAsync(Stop))
        {
            Add(db, "once");
            (await db.Awaiting(one => one.SaveChangesAsync(Stop)).Should().ThrowAsync<DbUpdateException>()).Where(error => UniqueViolation.Caused(error));
        }

        (await CountAsync("once")).Should().Be(1);
    }

    [Fact]
    public async Task What_a_letter_says_and_where_it_leads_cannot_be_read_in_the_database()
    {
        var letter = await _bench.ReadAsync((await _bench.AddAsync()).Id);

        letter.ProtectedBody.Should().NotContain("secret-code").And.NotContain("Acme");
        letter.DedupKey.Should().NotContain("secret-code");
        _bench.Writer.SubjectOf(letter).Should().Be("Dana invites you to connect Acme with Gifted");
    }

    [Theory]
    [InlineData("setup")]
    [InlineData("//evil.test/setup")]
    [InlineData("/\\evil.test")]
    [InlineData("https://evil.test")]
    [InlineData("/setup\r\nBcc: all@acme.test")]
    [InlineData("")]
    public void A_letter_leads_into_the_portal_and_nowhere_else(string path)
    {
        using var db = database.Contexts.CreateDbContext();

        var adding = () => _bench.Portal.Get<Outbox>().Add(db, new Letter(LetterBench.Invitation, new Recipient("omer@acme.test"), path, "key"));

        adding.Should().Throw<ArgumentException>();
    }

    private void Add(PortalDbContext db, string key) =>
        _bench.Portal.Get<Outbox>().Add(db, new Letter(LetterBench.Invitation, new Recipient("omer@acme.test"), "/setup", key));

    private async Task<int> CountAsync(string key)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<StoredLetter>().CountAsync(letter => letter.DedupKey == key, Stop);
    }
}

public sealed class OutboxOnSqliteTests(SqliteDatabase database) : OutboxTests<SqliteDatabase>(database);
