using System.IO.Compression;
using System.Text.Json;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.EvidencePacks;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.EvidencePacks;

public abstract class EvidenceServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);
    private readonly TestPortal _portal = new(database.Contexts);

    private EvidenceService Evidence => _portal.Get<EvidenceService>();

    [Fact]
    public async Task The_same_records_give_the_same_bytes_whoever_asks_and_whenever()
    {
        var id = await DecidedAsync();
        var first = await Evidence.PackAsync(id, Rita, Stop);
        _portal.Time.Advance(TimeSpan.FromDays(40));
        await DecidedAsync();

        var second = await new TestPortal(database.Contexts).Get<EvidenceService>().PackAsync(id, TestPortal.Staff("Adam", StaffRoles.Auditor), Stop);

        second.Should().Equal(first);
    }

    [Fact]
    public async Task The_manifest_names_every_file_with_its_hash()
    {
        var files = Unpack(await Evidence.PackAsync(await DecidedAsync(), Rita, Stop));

        using var manifest = JsonDocument.Parse(files["manifest.json"]);
        manifest.RootElement.GetProperty("files").EnumerateArray()
            .ToDictionary(file => file.GetProperty("name").GetString()!, file => file.GetProperty("sha256").GetString())
            .Should().Equal(files.Where(file => file.Key != "manifest.json").ToDictionary(file => file.Key, file => (string?)EvidencePack.Hash(file.Value)));
        files.Keys.Should().Equal(
            "manifest.json", "connection.json", "answers.json", "steps.json", "checks.json", "confirmations.json", "decisions.json", "clock.json", "audit.json");
    }

    [Fact]
    public async Task It_tells_the_decision_the_verdicts_and_the_sealed_trail_and_no_secret()
    {
        var files = Unpack(await Evidence.PackAsync(await DecidedAsync(), Rita, Stop)).ToDictionary(file => file.Key, file => System.Text.Encoding.UTF8.GetString(file.Value));

        files["decisions.json"].Should().Contain("\"Approve\"").And.Contain("\"Rita\"");
        files["checks.json"].Should().Contain("\"word\": \"Granted\"");
        files["audit.json"].Should().Contain("connection.approve").And.Contain("\"hash\"");
        string.Concat(files.Values).Should().NotContain("token-1").And.NotContain("rotectedToken");
    }

    [Theory]
    [InlineData(StaffRoles.Reviewer, true)]
    [InlineData(StaffRoles.Auditor, true)]
    [InlineData(StaffRoles.Admin, true)]
    [InlineData(StaffRoles.Operator, false)]
    [InlineData(StaffRoles.None, false)]
    public async Task It_is_for_reviewers_auditors_and_admins(StaffRoles role, bool allowed) =>
        (await Evidence.PackAsync(await DecidedAsync(), TestPortal.Staff("Somebody", role), Stop) is not null).Should().Be(allowed);

    [Fact]
    public async Task Its_customer_gets_none_and_taking_it_is_recorded()
    {
        var (member, id) = await _portal.SubmittedAsync();

        (await Evidence.PackAsync(id, member, Stop)).Should().BeNull();
        var pack = await Evidence.PackAsync(id, Rita, Stop);

        (await _portal.AuditOfAsync(id)).Should().ContainSingle(entry => entry.Action == "evidence.taken")
            .Which.Should().BeEquivalentTo(new { ActorName = "Rita", NewValue = EvidencePack.Hash(pack!) });
    }

    private async Task<Guid> DecidedAsync()
    {
        var (member, id) = await _portal.SubmittedAsync();
        (await _portal.Get<PermissionService>().CheckAsync(id, member, null, Stop)).Should().NotBeNull();
        (await _portal.Get<ApprovalService>().ApproveAsync(id, Rita, Stop)).Should().BeNull();
        return id;
    }

    private static Dictionary<string, byte[]> Unpack(byte[]? pack)
    {
        using var zip = new ZipArchive(new MemoryStream(pack!));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var bytes = new MemoryStream();
            using var content = entry.Open();
            content.CopyTo(bytes);
            return bytes.ToArray();
        });
    }
}

public sealed class EvidenceServiceOnSqliteTests(SqliteDatabase database) : EvidenceServiceTests<SqliteDatabase>(database);
