using GiftedPortal.Providers;

namespace GiftedPortal.Features.Setup.Typing;

/// <summary>What stands in a field that holds a secret: for the next step of the set-up only, never for a screen.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="By">Who typed it.</param>
/// <param name="At">UTC.</param>
public sealed record Typed(Secret Text, string By, DateTimeOffset At);
