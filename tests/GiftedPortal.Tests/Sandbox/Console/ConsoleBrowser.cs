using System.Net;
using System.Net.Http.Headers;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace GiftedPortal.Tests.Sandbox.Console;

/// <summary>A browser without script: opens pages, fills and submits their forms, follows redirects. Finds elements by test hook.</summary>
public sealed class ConsoleBrowser(Uri root) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = root };

    private IDocument? _page;

    public IDocument Page => _page ?? throw new InvalidOperationException("No page is open.");

    public HttpStatusCode Status { get; private set; }

    public string Path => new Uri(Page.Url).AbsolutePath;

    public Task Open(string address) => Send(new HttpRequestMessage(HttpMethod.Get, address));

    public IElement Find(string hook) => Page.QuerySelector($"[data-testid='{hook}']") ?? throw new InvalidOperationException($"No {hook} on {Page.Url}: {Page.Body?.TextContent}");

    public bool Has(string hook) => Page.QuerySelector($"[data-testid='{hook}']") is not null;

    public string TextOf(string hook) => Find(hook).TextContent;

    public void Fill(string hook, string text) => ((IHtmlInputElement)Find(hook)).Value = text;

    public void Choose(string hook, string value) => ((IHtmlSelectElement)Find(hook)).Value = value;

    public bool IsTicked(string hook) => ((IHtmlInputElement)Find(hook)).IsChecked;

    public void Tick(string hook, bool ticked = true)
    {
        var box = (IHtmlInputElement)Find(hook);
        if (box.Type == "radio")
            foreach (var other in Page.QuerySelectorAll<IHtmlInputElement>($"input[type=radio][name='{box.Name}']")) other.IsChecked = false;
        box.IsChecked = ticked;
    }

    /// <summary>The first click of all is on the console's start page.</summary>
    public async Task Click(string hook)
    {
        if (_page is null) await Open("/bob");
        await (Find(hook) switch
        {
            IHtmlAnchorElement link => Open(link.Href),
            IHtmlButtonElement button => Submit(button),
            var other => throw new InvalidOperationException($"{hook} is a {other.LocalName}, which cannot be clicked."),
        });
    }

    /// <summary>Plays several clicks in a row.</summary>
    public async Task Follow(params string[] hooks)
    {
        foreach (var hook in hooks) await Click(hook);
    }

    private async Task Submit(IHtmlButtonElement button)
    {
        var submission = button.Form!.GetSubmission(button)!;
        var request = new HttpRequestMessage(new HttpMethod(submission.Method.ToString().ToUpperInvariant()), submission.Target.Href);
        if (request.Method == HttpMethod.Post)
        {
            request.Content = new StreamContent(submission.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(submission.MimeType ?? "application/x-www-form-urlencoded");
        }

        await Send(request);
    }

    private async Task Send(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        Status = answer.StatusCode;
        _page = await BrowsingContext.New(Configuration.Default).OpenAsync(page => page.Content(html).Address(answer.RequestMessage!.RequestUri!.AbsoluteUri));
    }

    public void Dispose() => _http.Dispose();
}
