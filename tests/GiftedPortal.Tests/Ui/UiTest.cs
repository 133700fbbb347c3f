using Bunit;
using GiftedPortal.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace GiftedPortal.Tests.Ui;

/// <summary>What every component of the vocabulary needs to be drawn; noon in London on 26 November 2026.</summary>
public abstract class UiTest : BunitContext
{
    protected UiTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton(Zone);
    }

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));

    protected ViewerZone Zone { get; } = new();
}
