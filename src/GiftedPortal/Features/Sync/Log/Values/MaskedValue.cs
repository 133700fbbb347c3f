using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Log.Values;

/// <summary>What became of one field, as it may be shown.</summary>
/// <param name="Field">The field.</param>
/// <param name="Old">Masked, unless it was asked for with a reason; null: it was empty.</param>
/// <param name="New">The same; null: it is empty.</param>
public sealed record ShownChange(PersonFields Field, string? Old, string? New);

/// <summary>Hides values. Pure.</summary>
public static class MaskedValue
{
    private const string Hidden = "***";

    // one letter of these tells all of it
    private const PersonFields Telling = PersonFields.Birthday | PersonFields.StartDate | PersonFields.LeavingDate | PersonFields.FamilyStatus | PersonFields.Children | PersonFields.Status;

    /// <summary>The first sign and nothing else, also of the length; of short values and of those that one sign gives away, not even that. Empty stays empty.</summary>
    public static string? Of(PersonFields field, string? value) => value switch
    {
        null => null,
        _ when Telling.HasFlag(field) || value.Length < 3 => Hidden,
        _ when char.IsSurrogate(value[0]) => Hidden,
        _ => $"{value[0]}{Hidden}",
    };
}
