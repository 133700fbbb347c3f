using MimeKit;

namespace GiftedPortal.Features.Notifications.Post;

/// <summary>Takes letters away: by SMTP, or into a folder.</summary>
internal interface IPost
{
    /// <summary>Hands a message over. Returns only when it was taken.</summary>
    /// <exception cref="PostException">It was not, or nobody knows.</exception>
    Task SendAsync(MimeMessage message, CancellationToken limit);
}

/// <summary>A letter was not sent.</summary>
internal sealed class PostException(PostFailureKind kind, string? code, Exception? inner) : Exception($"The letter was not sent: {kind} {code}".TrimEnd(), inner)
{
    public PostFailureKind Kind { get; } = kind;

    /// <summary>The server's status codes, such as <c>550 5.1.1</c>. Its words stay out: they may repeat what the letter says.</summary>
    public string? Code { get; } = code;
}
