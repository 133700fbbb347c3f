using System.Net;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Sandbox;

public sealed class WorldRules : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sandbox");

    private string DataFile => Path.Combine(_folder.FullName, "below", "sandbox.json");

    private static Tenant Acme => DemoTenants.Acme;

    [Fact]
    public async Task What_an_administrator_set_up_survives_a_restart()
    {
        ServiceUserCredentials credentials;
        PermissionGroup group;
        await using (var first = await SandboxServer.StartAsync(new() { DataFile = DataFile }))
        {
            credentials = first.AddServiceUser(Acme, Audience.WithStatus(LifecycleStatus.Hired), new Grant("root", GrantKind.View));
            group = first.World.SettingsOf(Acme.CompanyId).Groups.Single();
        }

        await using var second = await SandboxServer.StartAsync(new() { DataFile = DataFile });
        using var reply = await second.Bob(credentials).GetAsync(new Uri("company/people/fields", UriKind.Relative), TestContext.Current.CancellationToken);

        reply.StatusCode.Should().Be(HttpStatusCode.OK);
        second.World.SettingsOf(Acme.CompanyId).Groups.Single().Should().BeEquivalentTo(group);
        second.World.SettingsOf(DemoTenants.Globex.CompanyId).ServiceUsers.Should().ContainSingle("what was there at the first start is not set up twice");
    }

    [Fact]
    public void What_was_changed_about_a_company_survives_a_restart()
    {
        var first = new BobWorld(DemoTenants.All, TimeProvider.System, DataFile);
        var size = first.AddCustomField(Acme.CompanyId, first.AddCategory(Acme.CompanyId, "Merchandise").Id, "Shirt size");
        first.RenameCategory(Acme.CompanyId, "home", "Demographic");
        first.MoveField(Acme.CompanyId, "home.mobilePhone", size.CategoryId);
        first.SetDialect(Acme.CompanyId, PermissionDialect.FieldLevel);
        first.SetEmployees(Acme.CompanyId, 12);
        first.SetQuirks(Acme.CompanyId, new() { RowsInWrapper = true });

        var second = new BobWorld(DemoTenants.All, TimeProvider.System, DataFile).FindTenant(Acme.CompanyId)!;

        second.Should().BeEquivalentTo(first.FindTenant(Acme.CompanyId));
        second.Fields.Find("home.mobilePhone")!.CategoryId.Should().Be(size.CategoryId);
        second.Fields.Find(size.Id)!.Name.Should().Be("Shirt size");
        (second.Dialect, second.People.Count, second.Quirks.RowsInWrapper).Should().Be((PermissionDialect.FieldLevel, 12, true));
    }

    [Fact]
    public void An_id_of_a_deleted_service_user_is_never_given_again()
    {
        var world = new BobWorld(DemoTenants.All, TimeProvider.System);
        var ids = new List<string>();
        for (var number = 0; number < 2_000; number++)
        {
            ids.Add(world.CreateServiceUser(Acme.CompanyId, "Gifted Service User", "Gifted").Id);
            world.DeleteServiceUser(Acme.CompanyId, ids[^1]);
        }

        ids.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_token_is_not_kept()
    {
        var world = new BobWorld(DemoTenants.All, TimeProvider.System, DataFile);
        var credentials = world.CreateServiceUser(Acme.CompanyId, "Gifted Service User", "Gifted");

        File.ReadAllText(DataFile).Should().Contain(credentials.Id).And.NotContain(credentials.Token);
        credentials.ToString().Should().NotContain(credentials.Token);
    }

    [Fact]
    public void A_broken_file_is_named_in_a_sentence()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DataFile)!);
        File.WriteAllText(DataFile, "{");

        var start = () => new BobWorld(DemoTenants.All, TimeProvider.System, DataFile);

        start.Should().Throw<InvalidDataException>().WithMessage($"{DataFile} *Delete it*");
    }

    [Fact]
    public void A_new_group_starts_with_all_employees_as_members_and_no_service_user()
    {
        var group = new BobWorld(DemoTenants.All, TimeProvider.System).CreateGroup(Acme.CompanyId, "Gifted");

        group.Members.EveryoneEmployed.Should().BeTrue();
        group.Members.ServiceUserIds.Should().BeEmpty();
        group.Audience.Kind.Should().Be(AudienceKind.EveryoneEmployed);
        group.Grants.Should().BeEmpty();
    }

    [Fact]
    public async Task Acme_starts_without_a_service_user_and_globex_with_one()
    {
        await using var sandbox = await SandboxServer.StartAsync();

        sandbox.World.SettingsOf(Acme.CompanyId).ServiceUsers.Should().BeEmpty();
        sandbox.World.SettingsOf(DemoTenants.Globex.CompanyId).ServiceUsers.Single().Id.Should().Be(DemoTenants.GlobexServiceUser.Id);
    }

    [Fact]
    public void Changes_made_at_the_same_time_are_all_kept()
    {
        var world = new BobWorld(DemoTenants.All, TimeProvider.System, DataFile);

        Parallel.For(0, 50, number => world.CreateGroup(Acme.CompanyId, $"Group {number}"));

        new BobWorld(DemoTenants.All, TimeProvider.System, DataFile).SettingsOf(Acme.CompanyId).Groups.Should().HaveCount(50);
    }

    [Fact]
    [Rule("permission.older")]
    public void The_boxes_are_labelled_as_in_bob()
    {
        Acme.PermissionLines.Select(line => line.Label).Should().Contain(
        [
            "View selected employees' Address sections", "View selected employees' Address section histories", "Edit selected employees' Address sections",
            "View selected employees' Personal contact details sections", "View selected employees' Work section histories",
            "View selected employees' email addresses", "View selected employees' profile changes history",
        ]).And.NotContain("View selected employees' Home section histories");
    }

    [Fact]
    public async Task The_root_links_to_the_console_and_to_the_sign_in_provider()
    {
        await using var sandbox = await SandboxServer.StartAsync();
        using var client = new HttpClient { BaseAddress = sandbox.BaseAddress };

        (await client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken)).Should().Contain("href=\"/bob\"").And.Contain("href=\"/id\"");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
