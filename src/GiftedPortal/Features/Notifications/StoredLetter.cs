using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GiftedPortal.Features.Notifications;

/// <summary>A letter in the outbox: written with what it tells of, sent afterwards. Moments are UTC.</summary>
public sealed class StoredLetter
{
    /// <summary>Longest <see cref="DedupKey"/>, in characters.</summary>
    public const int LongestDedupKey = 200;

    /// <summary>Key; the message's <c>Message-ID</c> is made of it.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the letter tells of and to whom; unique.</summary>
    public required string DedupKey { get; init; }

    /// <summary>The kind.</summary>
    public required LetterKind Kind { get; init; }

    /// <summary>Address of the recipient.</summary>
    public required string ToAddress { get; init; }

    /// <summary>Name of the recipient, where it is known.</summary>
    public string? ToName { get; init; }

    /// <summary>Language, such as <c>he</c>.</summary>
    public required string Culture { get; init; }

    /// <summary>Content and path, encrypted: a path may hold an invitation's code. Empty once it is erased; then the address is masked.</summary>
    public required string ProtectedBody { get; init; }

    /// <summary>Only the fact is left, since the connection has ended.</summary>
    public bool IsErased => ProtectedBody.Length == 0;

    /// <summary>It is not to be sent yet at this moment (UTC), so what it tells may still be taken back.</summary>
    public bool IsHeldAt(DateTimeOffset now) => State is LetterState.Waiting && WaitingSince > now;

    /// <summary>The customer concerned.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>The connection concerned.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How far it got.</summary>
    public LetterState State { get; set; } = LetterState.Waiting;

    /// <summary>How often staff sent it again.</summary>
    public int Resends { get; set; }

    /// <summary>Since when this sending is tried: when it was written, until when it is held back, or when staff sent it again.</summary>
    public required DateTimeOffset WaitingSince { get; set; }

    /// <summary>How often this sending was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Not tried before this moment: after a failure, and while a node has it in hand.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>When the mail server took it.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>What the last attempt failed of; null: it did not fail, or there was none.</summary>
    public PostFailureKind? Failure { get; set; }

    /// <summary>The mail server's status codes at that failure, such as <c>550 5.1.1</c>.</summary>
    public string? FailureCode { get; set; }
}

/// <summary>How far a letter got.</summary>
public enum LetterState
{
    /// <summary>To be sent, for the first time or again after a failure.</summary>
    Waiting,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>Given up.</summary>
    Failed,
}

/// <summary>What an attempt to send a letter failed of.</summary>
public enum PostFailureKind
{
    /// <summary>The mail server cannot be reached.</summary>
    Unreachable,

    /// <summary>The mail server took too long.</summary>
    TimedOut,

    /// <summary>The connection broke off; the server may have taken the letter all the same.</summary>
    BrokenOff,

    /// <summary>The encrypted connection could not be made.</summary>
    Encryption,

    /// <summary>The mail server did not accept user and password.</summary>
    SignIn,

    /// <summary>The mail server refused for now.</summary>
    NotNow,

    /// <summary>The mail server refused the recipient's address for good.</summary>
    Recipient,

    /// <summary>The mail server refused the sender or the message for good.</summary>
    Message,

    /// <summary>The letter's content cannot be decrypted any more, or its address is none.</summary>
    Unreadable,

    /// <summary>The folder for letters cannot be written.</summary>
    Folder,
}

internal sealed class StoredLetterConfiguration : IEntityTypeConfiguration<StoredLetter>
{
    public void Configure(EntityTypeBuilder<StoredLetter> builder)
    {
        builder.ToTable("Letters");
        builder.Ignore(letter => letter.IsErased);
        builder.Property(letter => letter.DedupKey).HasMaxLength(StoredLetter.LongestDedupKey);
        builder.Property(letter => letter.ToAddress).HasMaxLength(254);
        builder.Property(letter => letter.ToName).HasMaxLength(300);
        builder.Property(letter => letter.Culture).HasMaxLength(10);
        builder.Property(letter => letter.FailureCode).HasMaxLength(20);
        // of two who send it again at once, one does
        builder.Property(letter => letter.Resends).IsConcurrencyToken();
        builder.HasIndex(letter => letter.DedupKey).IsUnique();
        builder.HasIndex(letter => new { letter.State, letter.NextAttemptAt });
        builder.HasIndex(letter => letter.CustomerId);
    }
}
