using System.Globalization;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace GiftedPortal.App.Layout;

/// <summary>The signed-in shell: header with navigation and user menu, and the page below it.</summary>
public partial class MainLayout
{
    private readonly bool _rightToLeft = CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft;
    private DotNetObjectReference<MainLayout>? _self;
    private PageBoundary? _boundary;
    private Viewer? _viewer;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private ViewerZone Zone { get; set; } = null!;

    [Inject] private IStringLocalizer<ShellText> Text { get; set; } = null!;

    /// <summary>Called by the browser when the viewer or another tab changes the theme.</summary>
    [JSInvokable]
    public Task ThemeChanged(string preference)
    {
        _viewer = _viewer! with { Preference = preference };
        return InvokeAsync(StateHasChanged);
    }

    /// <summary>Releases the browser's handle on this layout.</summary>
    public void Dispose()
    {
        _self?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _boundary?.Recover();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        var viewer = await Js.InvokeAsync<Viewer>("giftedPortal.viewer", _self);
        Zone.Use(viewer.Zone);
        _viewer = viewer;
        StateHasChanged();
    }

    /// <param name="Preference"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
    /// <param name="Zone">IANA name of the viewer's time zone.</param>
    private sealed record Viewer(string Preference, string Zone);
}
