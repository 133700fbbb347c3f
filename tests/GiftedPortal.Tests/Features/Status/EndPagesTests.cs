using System.Text;
using Bunit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Status;
using GiftedPortal.Features.Status.End;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Status;

public sealed class EndPagesTests(SqliteDatabase database) : PortalPageTest(database)
{
    private async Task<(Actor Member, Guid Id, string Company)> SignInLiveAsync()
    {
        var (member, id) = await Portal.LiveAsync();
        SignIn(member);
        return (member, id, (await Portal.Get<ConnectionService>().FindAsync(id, member, Stop))!.CompanyName!);
    }

    [Fact]
    public async Task Nothing_is_ended_before_the_companys_name_is_typed()
    {
        var (_, id, company) = await SignInLiveAsync();
        var page = Render<DisconnectPage>();

        page.WaitForElement("[data-testid=disconnect-now]").HasAttribute("disabled").Should().BeTrue();
        page.Find("input[data-testid=disconnect-confirmation]").Input("something else");
        page.Find("[data-testid=disconnect-now]").HasAttribute("disabled").Should().BeTrue();
        page.Find("input[data-testid=disconnect-confirmation]").Input(company);
        page.WaitForAssertion(() => page.Find("[data-testid=disconnect-now]").HasAttribute("disabled").Should().BeFalse());
        page.Find("[data-testid=disconnect-now]").Click();

        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith("/connection/certificate"));
        (await Portal.StatusAsync(id)).Should().Be(ConnectionStatus.Disconnected);
    }

    [Fact]
    public async Task The_certificate_appears_by_itself_and_its_file_is_what_the_checksum_is_of()
    {
        var (member, id, company) = await SignInLiveAsync();
        (await Portal.Get<ConnectionControl>().DisconnectAsync(id, company, member, Stop)).Should().BeNull();
        var page = Render<CertificatePage>();
        page.WaitForElement("[data-testid=certificate]").HasAttribute("data-number").Should().BeFalse();

        await Portal.Get<ErasureService>().EraseAsync(id, Stop);
        Portal.Time.Advance(TimeSpan.FromSeconds(2));

        var link = page.WaitForElement("[data-testid=certificate-text]");
        var file = Encoding.UTF8.GetString(Convert.FromBase64String(link.GetAttribute("href")!.Split(',')[1]));
        page.Find("[data-testid=certificate-sha]").TextContent.Should().Be(CertificateText.Sha256(file));
        file.Should().Contain(company).And.Contain("erased credentials: 1\n");
        link.GetAttribute("download").Should().EndWith(".txt");
        Encoding.UTF8.GetString(Convert.FromBase64String(page.Find("[data-testid=certificate-json]").GetAttribute("href")!.Split(',')[1])).Should().Contain(CertificateText.Sha256(file));
    }

    [Fact]
    public async Task Who_has_not_ended_anything_has_no_certificate()
    {
        await SignInLiveAsync();

        Render<CertificatePage>().WaitForElement("[data-testid=state-empty]");
    }
}
