using GiftedPortal.Features.Connections;

namespace GiftedPortal.Tests.Features.Connections;

public class CompanyNameTests
{
    [Theory]
    [InlineData("  Acme \t Ltd\n", "Acme Ltd")]
    [InlineData("Acme\u200f\u202e\u0000 Ltd", "Acme Ltd")]
    [InlineData("\u05d0\u05e7\u05de\u05d9", "\u05d0\u05e7\u05de\u05d9")]
    [InlineData("Cake \U0001F469\u200D\U0001F373", "Cake \U0001F469\u200D\U0001F373")]
    [InlineData("=SUM(A1)", "=SUM(A1)")]
    [InlineData(" \u00a0 ", "")]
    public void Is_cleaned_of_what_a_paste_brings_along_and_keeps_its_letters(string typed, string cleaned) =>
        CompanyName.Clean(typed).Should().Be(cleaned);

    [Fact]
    public void May_be_anything_for_a_new_company() => CompanyName.Check("Acme", syncedBefore: false).Should().BeNull();

    [Fact]
    public void Must_end_in_Service_User_for_a_company_that_synced_before()
    {
        CompanyName.Check("Acme", syncedBefore: true).Should().Be(new ConnectionRefusal.NameNeedsSuffix("Acme Service User"));
        CompanyName.Check("Acme service user", syncedBefore: true).Should().BeNull();
        CompanyName.Check(CompanyName.Propose("Acme", syncedBefore: true), syncedBefore: true).Should().BeNull();
    }

    [Fact]
    public void Is_refused_when_empty_or_too_long()
    {
        CompanyName.Check("", syncedBefore: false).Should().BeOfType<ConnectionRefusal.BadCompanyName>();
        CompanyName.Check(new string('a', CompanyName.Longest + 1), syncedBefore: false).Should().BeOfType<ConnectionRefusal.BadCompanyName>();
    }
}
