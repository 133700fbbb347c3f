using Microsoft.Playwright;

namespace GiftedPortal.EndToEndTests.Testing;

public sealed class BrowserTests(Browser browser)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_is_drawn_at_the_size_asked_for_and_its_picture_is_kept()
    {
        await using var page = await browser.NewPageAsync(width: 400, height: 300);
        await page.Page.SetContentAsync("<h1>Gifted</h1>");

        var path = await page.ScreenshotAsync("browser-fixture");

        PngSize(await File.ReadAllBytesAsync(path, Cancelled)).Should().Be((400, 300));
        page.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task A_page_sees_the_colour_scheme_asked_for()
    {
        await using var page = await browser.NewPageAsync(scheme: ColorScheme.Dark);

        (await page.Page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches")).Should().BeTrue();
    }

    [Fact]
    public async Task Errors_on_the_console_and_uncaught_exceptions_of_every_tab_are_problems()
    {
        await using var page = await browser.NewPageAsync();
        var tab = await page.NewTabAsync();

        var ended = new TaskCompletionSource();
        var thrown = new TaskCompletionSource();
        page.Page.Context.Console += (_, message) => { if (message.Text == "the end") ended.SetResult(); };
        page.Page.Context.WebError += (_, _) => thrown.SetResult();
        await page.Page.SetContentAsync("<script>console.error('on the console'); console.log('harmless'); console.log('the end')</script>");
        await tab.SetContentAsync("<script>setTimeout(() => { throw new Error('uncaught') })</script>");
        await Task.WhenAll(ended.Task, thrown.Task).WaitAsync(TimeSpan.FromSeconds(10), Cancelled);

        page.Problems.Should().HaveCount(2).And.Contain(p => p.Contains("on the console")).And.Contain(p => p.Contains("uncaught"));
    }

    [Fact]
    public async Task Two_pages_share_no_cookie()
    {
        await using var one = await browser.NewPageAsync();
        await using var other = await browser.NewPageAsync();
        await one.Page.Context.AddCookiesAsync([new() { Name = "who", Value = "dana", Url = "http://localhost" }]);

        (await other.Page.Context.CookiesAsync()).Should().BeEmpty();
    }

    // the width and height of a PNG are the two big-endian numbers after its first header
    private static (int Width, int Height) PngSize(byte[] png) =>
        (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
}
