using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Audit;

public sealed class AuditExportTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")", "\"'=HYPERLINK(\"\"http://evil\"\")\"")]
    [InlineData("  @SUM(A1)", "\"'  @SUM(A1)\"")]
    [InlineData("\t+1", "\"'\t+1\"")]
    [InlineData("\nplain", "\"'\nplain\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("Acme, \"Ltd\"", "\"Acme, \"\"Ltd\"\"\"")]
    [InlineData("a=b", "\"a=b\"")]
    public void No_cell_is_a_formula(string reason, string cell)
    {
        var entry = AuditEntry.Of(TestPortal.Stranger, DateTimeOffset.UnixEpoch, "test", null, reason: reason);

        AuditExport.Csv(entry).Should().EndWith($",{cell}\r\n");
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36", "Chrome")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0", "Edg")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "Safari mobile")]
    [InlineData("curl/8.0", "other")]
    public void A_browser_is_kept_by_its_family_alone(string userAgent, string kind) => RequestOrigin.Kind(userAgent).Should().Be(kind);
}
