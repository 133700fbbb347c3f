using Microsoft.AspNetCore.Components;

namespace GiftedPortal.App.Layout;

/// <summary>Catches what a page throws: the log gets the exception, the viewer a reference to it.</summary>
public sealed partial class PageBoundary
{
    private string _reference = "";

    [Inject] private ILogger<PageBoundary> Logger { get; set; } = null!;

    /// <inheritdoc />
    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = Guid.NewGuid().ToString("N")[..12];
        Log.PageFailed(Logger, exception, _reference);
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A page failed; reference {Reference}")]
        public static partial void PageFailed(ILogger logger, Exception exception, string reference);
    }
}
