using System.Collections.Concurrent;
using GiftedPortal.Data;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Notifications.Messages;
using GiftedPortal.Features.Notifications.Post;
using GiftedPortal.Features.Notifications.Sending;
using GiftedPortal.Features.Notifications.Writing;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace GiftedPortal.Tests.Features.Notifications;

/// <summary>The outbox and what empties it, over a test database, with a post that keeps what it is given.</summary>
internal sealed class LetterBench
{
    public LetterBench(IDbContextFactory<PortalDbContext> contexts, TestPortal? portal = null, IDataProtectionProvider? protection = null)
    {
        Portal = portal ?? new TestPortal(contexts);
        Writer = new LetterWriter(protection ?? Portal.Get<IDataProtectionProvider>(), Options, Localizer<NotificationText>(), Empty.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance);
        Service = new LetterService(contexts, Writer, Portal.Time);
    }

    public static PostOptions Options { get; } = new(null, new MailboxAddress("Gifted", "portal@gifted.test"), null, null, "", new Uri("https://portal.gifted.test"));

    public TestPortal Portal { get; }

    public LetterWriter Writer { get; }

    public LetterService Service { get; }

    public KeepingPost Post { get; } = new();

    private static ServiceProvider Empty { get; } = new ServiceCollection().AddLogging().BuildServiceProvider();

    public static LetterContent Invitation { get; } = new LetterContent.Invitation("Dana", "Acme", "See you inside");

    /// <summary>One node that sends.</summary>
    public LetterSender Node(IPost? post = null) => new(Portal.Contexts, Writer, post ?? Post, Portal.Time, NullLogger<LetterSender>.Instance);

    /// <summary>Writes a letter and commits it.</summary>
    public async Task<StoredLetter> AddAsync(LetterContent? content = null, string to = "omer@acme.test", string path = "/invite/secret-code", string? culture = null)
    {
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        Portal.Get<Outbox>().Add(db, new Letter(content ?? Invitation, new Recipient(to, "Omer", culture), path, Guid.NewGuid().ToString()));
        await db.SaveChangesAsync(Stop);
        return db.ChangeTracker.Entries<StoredLetter>().Single().Entity;
    }

    public async Task<StoredLetter> ReadAsync(Guid id)
    {
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<StoredLetter>().SingleAsync(letter => letter.Id == id, Stop);
    }

    /// <summary>Forgets what other tests of the class wrote.</summary>
    public async Task EmptyAsync()
    {
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        await db.Set<StoredLetter>().ExecuteDeleteAsync(Stop);
    }

    public static IStringLocalizer<TText> Localizer<TText>() =>
        new StringLocalizer<TText>(new ResourceManagerStringLocalizerFactory(Microsoft.Extensions.Options.Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));
}

/// <summary>Keeps messages, or fails as it is told to.</summary>
internal sealed class KeepingPost : IPost
{
    public ConcurrentQueue<MimeMessage> Messages { get; } = new();

    public PostFailureKind? Fails { get; set; }

    public int Tries { get; private set; }

    public async Task SendAsync(MimeMessage message, CancellationToken limit)
    {
        Tries++;
        if (Fails is { } kind)
        {
            throw new PostException(kind, "451 4.3.0", null);
        }

        // the message itself is disposed of by its sender
        using var copy = new MemoryStream();
        await message.WriteToAsync(copy, limit);
        copy.Position = 0;
        Messages.Enqueue(await MimeMessage.LoadAsync(copy, limit));
    }
}
