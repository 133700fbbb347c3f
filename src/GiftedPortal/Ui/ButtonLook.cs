using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Ui;

/// <summary>
/// MudBlazor's buttons as classes of a plain <c>&lt;button&gt;</c>, for what stands on every step of the wizard: a <c>MudButton</c> with an icon is three
/// components, which cost each circuit about 8 kB.
/// </summary>
public static class ButtonLook
{
    /// <summary>The one way on.</summary>
    public const string Primary = "mud-button-root mud-button mud-button-filled mud-button-filled-primary mud-button-filled-size-medium mud-ripple";

    /// <summary>Any other way.</summary>
    public const string Outlined = "mud-button-root mud-button mud-button-outlined mud-button-outlined-default mud-button-outlined-size-medium mud-ripple";

    /// <summary>Beside a value.</summary>
    public const string Small = "mud-button-root mud-button mud-button-outlined mud-button-outlined-secondary mud-button-outlined-size-small mud-ripple";

    private static readonly ConcurrentDictionary<(string Icon, string Side, string Size), MarkupString> Icons = new();

    /// <summary>An icon before the words of a button.</summary>
    /// <param name="icon">One of MudBlazor's icons.</param>
    /// <param name="size">The button's: <c>small</c> or <c>medium</c>.</param>
    public static MarkupString Start(string icon, string size = "medium") => Icon(icon, "start", size);

    /// <summary>An icon after the words of a button.</summary>
    /// <param name="icon">One of MudBlazor's icons.</param>
    public static MarkupString End(string icon) => Icon(icon, "end", "medium");

    private static MarkupString Icon(string icon, string side, string size) => Icons.GetOrAdd((icon, side, size), static key => new MarkupString(
        $"""<span class="mud-button-icon-{key.Side} mud-button-icon-size-{key.Size}">{Glyph.Of(key.Icon, key.Size)}</span>"""));
}
