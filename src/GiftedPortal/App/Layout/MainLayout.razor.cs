using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace GiftedPortal.App.Layout;

/// <summary>The signed-in shell: header with navigation and user menu, and the page below it.</summary>
public partial class MainLayout
{
    private PageBoundary? _boundary;
    private bool _known;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private ViewerZone Zone { get; set; } = null!;

    [Inject] private IStringLocalizer<ShellText> Text { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnParametersSet() => _boundary?.Recover();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        Zone.Use(await Js.InvokeAsync<string>("giftedPortal.zone"));
        _known = true;
        StateHasChanged();
    }
}
