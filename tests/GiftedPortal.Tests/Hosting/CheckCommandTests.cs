using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using GiftedPortal.Hosting;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Providers.HiBob;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Hosting;

public class CheckCommandTests
{
    [Fact]
    public async Task An_unknown_environment_is_refused_in_a_sentence()
    {
        var (code, output, error) = await RunAsync(["check", "--environment", "Elsewhere"], "{}");

        code.Should().NotBe(0);
        output.Should().BeEmpty();
        error.Should().Contain("one of Test");
    }

    [Fact]
    public async Task No_input_is_an_error()
    {
        var (code, output, error) = await RunAsync(["check", "--environment", "Test"], "\n");

        code.Should().NotBe(0);
        output.Should().BeEmpty();
        error.Should().Contain("Standard input holds no line");
    }

    [Fact]
    public async Task Wrong_configuration_names_its_key()
    {
        var (code, _, error) = await RunAsync(["check"], "{}", "nonsense");

        code.Should().Be(78);
        error.Should().Contain("HiBob:Environments:Test:BaseUrl");
    }

    [Fact]
    public async Task Every_line_has_its_answer_in_order_and_no_token_is_repeated()
    {
        var (code, output, error) = await RunAsync(
            ["check", "--environment", "test"],
            """
            {"id":"SERVICE-1","token":"s3cret-one"}
            {"id":"SERVICE-2","tokn":"s3cret-two"}
            s3cret-three
            {"id":"SERVICE-4","token":"s3cret-four"}
            """);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        lines.Should().HaveCount(4);
        lines[0]["id"]!.GetValue<string>().Should().Be("SERVICE-1");
        lines[0].Select(property => property.Key).Should().Equal("id", "credentials", "verdicts", "audience", "calls", "ms");
        lines[0]["credentials"]!.GetValue<string>().Should().Be("Unreachable");
        lines[0]["verdicts"]!["address.view"]!.GetValue<string>().Should().Be("Unreachable");
        lines[0]["verdicts"]!.AsObject().Should().HaveCount(15);
        lines[1]["line"]!.GetValue<int>().Should().Be(2);
        lines[2]["line"]!.GetValue<int>().Should().Be(3);
        lines[3]["id"]!.GetValue<string>().Should().Be("SERVICE-4");
        code.Should().NotBe(0);
        (output + error).Should().NotContain("s3cret");
    }

    [Fact]
    public async Task Bad_verdicts_are_results_not_errors()
    {
        var (code, _, error) = await RunAsync(["check", "--environment", "Test"], """{"id":"SERVICE-1","token":"t"}""");

        code.Should().Be(0);
        error.Should().BeEmpty();
    }

    [Fact]
    public async Task Many_credentials_without_histories_and_wrong_tokens_among_them_all_get_their_verdicts()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        var tenant = sandbox.World.FindTenant(DemoTenants.Hooli.CompanyId)!;
        var sections = tenant.PermissionLines.Select(line => line.Grant).Where(grant => grant.Kind is GrantKind.View && grant.CategoryId is not ("work" or "employment" or "lifecycle")).ToList();
        var users = Enumerable.Range(0, 30).Select(_ => sandbox.AddServiceUser(tenant, Audience.EveryoneEmployed, sections)).ToList();
        var input = string.Join('\n', users.Select((user, number) => $$"""{"id":"{{user.Id}}","token":"{{(number % 5 == 4 ? "wrong" : user.Token)}}"}"""));

        var (code, output, _) = await RunAsync(["check", "--environment", "Test"], input, sandbox.BobApi.ToString());

        code.Should().Be(0);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        lines.Should().HaveCount(30);
        for (var number = 0; number < 30; number++)
        {
            var words = (string[])["work.history", "employment.history", "lifecycle.history"];
            words.Select(key => lines[number]["verdicts"]![key]!.GetValue<string>()).Should().OnlyContain(word => word == (number % 5 == 4 ? "CredentialsRejected" : "Missing"), "line {0}", number);
            lines[number]["calls"]!.GetValue<int>().Should().BeInRange(number % 5 == 4 ? 1 : 5, 5); // a slow machine may not hear the refusal in time
        }
    }

    // nobody listens there: a check's own failures are enough to see the command work
    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] args, string input, string? baseUrl = null)
    {
        var configuration = BobTesting.Configuration(("HiBob:Environments:Test:BaseUrl", baseUrl ?? $"http://127.0.0.1:{FreePort()}/v1"));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CheckCommand.RunAsync(args, configuration, new StringReader(input), output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
