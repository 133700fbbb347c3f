using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.WebUtilities;

namespace GiftedPortal.Tests.Sandbox.Identity;

/// <summary>A browser and the client behind it, both by hand: keeps cookies, follows nothing by itself.</summary>
public sealed class SignInBrowser(Uri provider) : IDisposable
{
    public const string Callback = "http://localhost:61234/signin-oidc";
    private const string Verifier = "a-verifier-that-is-long-enough-for-the-specification-to-accept";
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = provider };

    public static string Challenge => Base64UrlTextEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static Dictionary<string, string?> Request => new()
    {
        ["client_id"] = "gifted-portal", ["response_type"] = "code", ["scope"] = "openid profile email roles", ["redirect_uri"] = Callback,
        ["state"] = "s", ["nonce"] = "n", ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256",
    };

    public Task<HttpResponseMessage> Authorize(Dictionary<string, string?> request) => Get(QueryHelpers.AddQueryString("/id/connect/authorize", request));

    public Task<HttpResponseMessage> Get(string address) => _http.GetAsync(address);

    public static async Task<IHtmlDocument> Read(HttpResponseMessage page) => await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync());

    public static async Task<JsonElement> Json(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>Presses the button of an account on the sign-in page that the answer leads to; returns where the browser is sent in the end.</summary>
    public async Task<HttpResponseMessage> Choose(HttpResponseMessage toSignIn, string email)
    {
        var page = await Read(await _http.GetAsync(toSignIn.Headers.Location));
        var button = page.QuerySelector<IHtmlButtonElement>($"[data-testid='account-{email}']");
        var form = button?.Form ?? page.QuerySelector<IHtmlButtonElement>("[data-testid='other-sign-in']")!.Form!;
        return await Submit(form, email);
    }

    public async Task<HttpResponseMessage> Submit(IHtmlFormElement form, string email)
    {
        var fields = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "hidden").ToDictionary(input => input.Name!, input => input.Value);
        fields["email"] = email;
        var done = await _http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields));
        return done.StatusCode == HttpStatusCode.Redirect ? await _http.GetAsync(done.Headers.Location) : done;
    }

    public async Task<string> CodeFor(string email)
    {
        var answer = await Choose(await Authorize(Request), email);
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        answer.Headers.Location!.GetLeftPart(UriPartial.Path).Should().Be(Callback);
        return CodeIn(answer);
    }

    public static string CodeIn(HttpResponseMessage answer) => QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].ToString();

    public Task<HttpResponseMessage> Redeem(string code, string? verifier = Verifier, string secret = "development-only-secret") =>
        _http.PostAsync("/id/connect/token", new FormUrlEncodedContent(new Dictionary<string, string?>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Callback, ["code_verifier"] = verifier,
            ["client_id"] = "gifted-portal", ["client_secret"] = secret,
        }.Where(field => field.Value is not null)));

    public async Task<JsonElement> Tokens(string email)
    {
        var answer = await Redeem(await CodeFor(email));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return await Json(answer);
    }

    public async Task<JsonElement> UserInfo(string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/id/connect/userinfo") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken) } };
        return await Json(await _http.SendAsync(request));
    }

    public static JsonElement Claims(JsonElement tokens) =>
        JsonDocument.Parse(Base64UrlTextEncoder.Decode(tokens.GetProperty("id_token").GetString()!.Split('.')[1])).RootElement;

    /// <summary>What another site can make a browser send: a form without this site's proof.</summary>
    public Task<HttpResponseMessage> PostFromElsewhere(string address, Dictionary<string, string> fields) => _http.PostAsync(address, new FormUrlEncodedContent(fields));

    public void Dispose() => _http.Dispose();
}
