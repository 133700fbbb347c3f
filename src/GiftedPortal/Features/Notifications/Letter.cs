namespace GiftedPortal.Features.Notifications;

/// <summary>A message to one person, as a feature writes it.</summary>
/// <param name="Content">What it says.</param>
/// <param name="To">Who gets it.</param>
/// <param name="Path">Where its button leads: an address inside the portal that starts with one slash, such as <c>/setup/keep-credentials</c>. May hold a code.</param>
/// <param name="DedupKey">Names what the letter tells of and to whom, at most 200 characters, never a secret; a second letter with the same key is not written.</param>
/// <param name="CustomerId">The customer concerned.</param>
/// <param name="ConnectionId">The connection concerned.</param>
public sealed record Letter(LetterContent Content, Recipient To, string Path, string DedupKey, Guid? CustomerId = null, Guid? ConnectionId = null);

/// <summary>Who gets a letter.</summary>
/// <param name="Address">E-mail address.</param>
/// <param name="Name">Name, where it is known.</param>
/// <param name="Culture">Language of the letter, such as <c>he</c>; null: English.</param>
public sealed record Recipient(string Address, string? Name = null, string? Culture = null);
