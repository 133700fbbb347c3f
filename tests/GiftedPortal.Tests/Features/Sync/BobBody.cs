using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>A Bob who answers a search with this very body, and breaks off where he is told to.</summary>
public sealed class BobBody : HttpMessageHandler
{
    public byte[] Body { get; private set; } = [];

    /// <summary>After so many bytes the connection breaks; null: the body ends as it should.</summary>
    public int? BreaksAfter { get; set; }

    public string MediaType { get; set; } = "application/json";

    /// <summary>Answers a search like this in place of the body; null: with the body.</summary>
    public Func<HttpResponseMessage>? Refusal { get; set; }

    public void Says(string employees) => Body = Encoding.UTF8.GetBytes($$"""{"employees":[{{employees}}]}""");

    /// <summary>Whatever Bob says that is no list of people.</summary>
    public void Page(string text) => Body = Encoding.UTF8.GetBytes(text);

    /// <summary>Bob's account of <see cref="SyncBench.Person"/>; <paramref name="more"/> comes first, and so counts.</summary>
    public static string Person(int number, string more = "") => $$$"""
        {{{{more}}}"id":"{{{number}}}","companyId":100,"firstName":"First {{{number}}}","surname":"Test","email":"p{{{number}}}@company.test","personal":{"shortBirthDate":"04-01"},
        "work":{"startDate":"2020-05-04","department":"Sales","site":null,"manager":null},"internal":{"lifecycleStatus":"Employed","terminationDate":null},
        "address":{"line1":"1 High Street","line2":null,"city":"Haifa","postCode":"3100","usaState":null,"country":"Israel"},
        "home":{"privateEmail":"p{{{number}}}@home.test","mobilePhone":null,"familyStatus":null,"numberOfKids":2}}
        """;

    public void Cut(int bytes) => Body = Body[..bytes];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Post && Refusal is not null)
        {
            return Task.FromResult(Refusal());
        }

        HttpContent content = request.Method == HttpMethod.Get ? new StringContent("{}")
            : BreaksAfter is { } bytes ? new StreamContent(new Breaking(Body[..bytes]))
            : new ByteArrayContent(Body);
        content.Headers.ContentType = new MediaTypeHeaderValue(request.Method == HttpMethod.Get ? "application/json" : MediaType);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    }

    private sealed class Breaking(byte[] start) : MemoryStream(start)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The connection broke.");
    }
}
