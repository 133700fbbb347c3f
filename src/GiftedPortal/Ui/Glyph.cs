using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Ui;

/// <summary>
/// A decorative icon as a piece of text that all circuits share. Drawn as MudBlazor's <c>MudIcon</c> is, but no component: each component costs each circuit
/// about 2 kB, and what stands on every page stands in every circuit.
/// </summary>
public static class Glyph
{
    private static readonly ConcurrentDictionary<(string Icon, string Size), MarkupString> Known = new();

    /// <summary>The icon in small; screen readers pass over it.</summary>
    /// <param name="icon">One of MudBlazor's icons: the inside of an SVG drawing.</param>
    public static MarkupString Small(string icon) => Of(icon, "small");

    /// <summary>The icon in one of MudBlazor's sizes: <c>small</c>, <c>medium</c>, <c>large</c>.</summary>
    public static MarkupString Of(string icon, string size) => Known.GetOrAdd((icon, size), static key => new MarkupString(
        $"""<svg class="mud-icon-root mud-svg-icon mud-icon-size-{key.Size}" focusable="false" viewBox="0 0 24 24" aria-hidden="true">{key.Icon}</svg>"""));
}
