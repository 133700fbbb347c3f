using System.Globalization;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>What became of one field: old and new value as text.</summary>
internal sealed record ValueChange(PersonFields Field, string? Old, string? New)
{
    public static ValueChange Of(PersonFields field, object? old, object? @new) => new(field, TextOf(old), TextOf(@new));

    private static string? TextOf(object? value) => value switch
    {
        DeliveryAddress address => string.Join(", ", new[] { address.Line1, address.Line2, address.City, address.PostCode, address.State, address.Country }.Where(part => part is not null)),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string?)value,
    };
}
