using System.Net;
using System.Net.Sockets;

namespace GiftedPortal.Tests.Hosting;

/// <summary>The built portal as a process, with settings that it must refuse: sentences, exit code 78, nothing else.</summary>
public sealed class StartupTests
{
    [Theory]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "7")]
    [InlineData("ConnectionStrings:Portal", "nonsense")]
    [InlineData("ConnectionStrings:Portal", "")]
    [InlineData("Authentication:Oidc:Authority", "")]
    [InlineData("Authentication:Oidc:Authority", "http://sign-in.example")]
    [InlineData("Authentication:Oidc:ClientSecret", " ")]
    [InlineData("Approval:Deadline", "1.00:00:00")]
    [InlineData("Approval:Target", "soon")]
    [InlineData("Sandbox:Enabled", "true")]
    [InlineData("Sandbox:Enabled", "perhaps")]
    [InlineData("HiBob:DefaultEnvironment", "Nowhere")]
    [InlineData("HiBob:Environments:Production:BaseUrl", "bob")]
    [InlineData("Sync:Interval", "often")]
    [InlineData("Sync:Retention:RunDays", "long")]
    [InlineData("Sync:Retention:EntryDays", "500")]
    [InlineData("Sync:Retention:FiringDays", "0")]
    [InlineData("Audit:RetentionYears", "0")]
    [InlineData("Mail:Port", "25")]
    [InlineData("Mail:StaffAddress", "everybody")]
    [InlineData("Portal:PublicAddress", "portal")]
    public async Task A_wrong_setting_is_one_sentence_that_names_it(string key, string value)
    {
        using var run = new PortalRun { [key] = value };

        await run.ToEndAsync();

        run.ShouldBeRefusedWith(key);
    }

    [Fact]
    public async Task Several_wrong_settings_are_told_together()
    {
        using var run = new PortalRun
        {
            ["Database:Provider"] = "Oracle",
            ["Authentication:Oidc:Authority"] = "",
            ["Approval:Deadline"] = "00:00:01",
            ["HiBob:DefaultEnvironment"] = "Nowhere",
            ["Sandbox:Enabled"] = "true",
        };

        await run.ToEndAsync();

        run.ShouldBeRefusedWith("Database:Provider", "Authentication:Oidc:Authority", "Approval:Deadline", "HiBob:DefaultEnvironment", "Sandbox:Enabled");
    }

    [Fact]
    public async Task A_password_in_a_wrong_connection_string_is_not_repeated()
    {
        using var run = new PortalRun { ["Database:Provider"] = "Postgres", ["ConnectionStrings:Portal"] = "Host=db;Password=hunter2;Colour=blue" };

        await run.ToEndAsync();

        run.ShouldBeRefusedWith("ConnectionStrings:Portal");
        run.Output.Should().NotContain("hunter2");
    }

    [Fact]
    public async Task A_database_server_that_does_not_answer_is_one_sentence()
    {
        using var run = new PortalRun { ["Database:Provider"] = "Postgres", ["ConnectionStrings:Portal"] = "Host=127.0.0.1;Port=1;Username=portal;Password=hunter2;Database=portal" };

        await run.ToEndAsync();

        run.ShouldBeRefusedWith("ConnectionStrings:Portal");
        run.Output.Should().NotContain("hunter2");
    }

    [Theory]
    [InlineData("/proc/portal/portal.db")]
    [InlineData("/dev/null/portal.db")]
    public async Task A_database_that_cannot_be_written_is_one_sentence(string file)
    {
        using var run = new PortalRun { ["ConnectionStrings:Portal"] = $"Data Source={file}" };

        await run.ToEndAsync();

        run.ShouldBeRefusedWith("ConnectionStrings:Portal");
    }

    [Fact]
    public async Task A_database_file_that_is_something_else_is_one_sentence()
    {
        using var run = new PortalRun();
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "portal.db"), new string('x', 5000), Stop);

        await run.ToEndAsync();

        run.ShouldBeRefusedWith("ConnectionStrings:Portal");
    }

    [Fact]
    public async Task An_address_that_another_program_listens_on_is_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var run = new PortalRun { Urls = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}" };

        await run.ToEndAsync();

        run.ShouldBeRefusedWith("--urls");
    }
}
