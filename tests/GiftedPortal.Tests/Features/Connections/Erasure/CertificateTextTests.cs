using System.Security.Cryptography;
using System.Text;
using CsCheck;
using GiftedPortal.Features.Connections.Erasure;
using ErasureRecord = GiftedPortal.Features.Connections.Erasure.Erasure;

namespace GiftedPortal.Tests.Features.Connections.Erasure;

public class CertificateTextTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(2));

    private static ErasureRecord Of(string company, string by)
    {
        var erasure = new ErasureRecord
        {
            Id = Guid.Parse("00000000-0000-0000-0000-0000deadbeef"),
            ConnectionId = Guid.Empty,
            CustomerId = Guid.Empty,
            Company = company,
            Provider = "p",
            Environment = "e",
            RequestedAt = Noon,
            RequestedBy = by,
        };
        erasure.Counts.Add(new ErasedCount { ErasureId = erasure.Id, Kind = "employees", Rows = 1000 });
        return erasure;
    }

    [Fact]
    public void Says_the_same_on_every_machine() =>
        CertificateText.Write(Of("Acme", "Dana"), CertificateText.NumberOf(Of("", "").Id, Noon), Noon).Should().StartWith(
            "Gifted Portal: certificate of erasure\nnumber: GE-20260302-DEADBEEF\ncompany: Acme\nconnection: 00000000-0000-0000-0000-000000000000 (p, e)\n"
            + "requested: 2026-03-02T10:00:00Z by Dana\ncompleted: 2026-03-02T10:00:00Z\nerased employees: 1000\nkept: audit trail\n");

    [Fact]
    public void No_name_adds_a_line() => Gen.String.Select(Gen.String).Sample((company, by) =>
        CertificateText.Write(Of(company, by), "N", Noon).Split('\n').Length.Should().Be(CertificateText.Write(Of("a", "b"), "N", Noon).Split('\n').Length));

    [Fact]
    public void The_checksum_is_that_of_the_files_bytes() => Gen.String.Sample(text =>
        CertificateText.Sha256(text).Should().Be(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))));
}
