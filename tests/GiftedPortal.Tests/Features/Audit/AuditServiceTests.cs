using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Audit;

public abstract class AuditServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Adam = TestPortal.Staff("Adam", StaffRoles.Auditor);

    // tests share a database: each has somebody of its own
    private readonly Actor _mia = TestPortal.Staff($"Mia {Guid.NewGuid():N}", StaffRoles.Operator);

    private readonly TestPortal _portal = new(database.Contexts);

    private AuditService Audit => _portal.Get<AuditService>();

    [Fact]
    public async Task Who_is_found_by_any_part_of_the_name_in_any_case()
    {
        var other = TestPortal.Staff($"Sam {Guid.NewGuid():N}", StaffRoles.Operator);
        await Audit.RecordRefusedAsync(_mia, "/hers/", Stop);
        await Audit.RecordRefusedAsync(other, "/his/", Stop);

        foreach (var typed in new[] { _mia.Name, _mia.Name.ToUpperInvariant(), _mia.Name[2..20], $"  {_mia.Name[6..]} " })
        {
            (await AddressesAsync(new AuditQuery { Who = typed })).Should().Equal(["/hers/"], $"'{typed}' is part of the name");
        }
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("'")]
    public async Task What_is_typed_is_no_pattern(string typed)
    {
        await Audit.RecordRefusedAsync(_mia, "/plain/", Stop);
        await Audit.RecordRefusedAsync(_mia with { Name = $"{_mia.Name}{typed}x" }, "/odd/", Stop);

        (await AddressesAsync(new AuditQuery { Who = $"{_mia.Name}{typed}" })).Should().Equal("/odd/");
    }

    [Theory]
    [InlineData("2031-05-02", "2031-05-02", "/first/", "/last/")]
    [InlineData("2031-05-02", null, "/first/", "/last/", "/after/")]
    [InlineData(null, "2031-05-02", "/before/", "/first/", "/last/")]
    [InlineData(null, "2031-05-01", "/before/")]
    [InlineData("2031-05-03", "2031-05-02")]
    [InlineData("2031-05-03", "9999-12-31", "/after/")]
    [InlineData("0001-01-01", "2031-05-01", "/before/")]
    public async Task A_day_is_from_midnight_to_midnight(string? from, string? to, params string[] found)
    {
        foreach (var (at, address) in new[] { ("2031-05-01T23:59:59.999999Z", "/before/"), ("2031-05-02T00:00:00Z", "/first/"), ("2031-05-02T23:59:59.999999Z", "/last/"), ("2031-05-03T00:00:00Z", "/after/") })
        {
            _portal.Time.SetUtcNow(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
            await Audit.RecordRefusedAsync(_mia, address, Stop);
        }

        (await AddressesAsync(new AuditQuery { Who = _mia.Name, From = Day(from), To = Day(to) })).Should().Equal(found);
    }

    [Fact]
    public async Task All_filters_together_leave_what_fits_each_of_them()
    {
        var (member, id) = await _portal.SubmittedAsync();
        var today = DateOnly.FromDateTime(TestPortal.Start.UtcDateTime);
        var query = new AuditQuery(id, "connection.") { Who = member.Name, CustomerId = member.CustomerId, From = today, To = today };

        (await Audit.ListAsync(query, Adam, Stop)).Select(entry => entry.Action).Should().Contain("connection.submit").And.OnlyContain(action => action.StartsWith("connection."));
        foreach (var other in new[] { query with { Action = "nothing" }, query with { Who = "nobody" }, query with { CustomerId = Guid.NewGuid() }, query with { ConnectionId = Guid.NewGuid() }, query with { To = today.AddDays(-1) }, query with { From = today.AddDays(1) } })
        {
            (await Audit.ListAsync(other, Adam, Stop)).Should().BeEmpty($"{other} fits nothing");
        }
    }

    [Fact]
    public async Task The_trail_is_for_auditors_and_admins_whatever_is_looked_for()
    {
        await Audit.RecordRefusedAsync(_mia, "/hers/", Stop);

        (await Audit.ListAsync(new AuditQuery { Who = _mia.Name }, _mia, Stop)).Should().BeEmpty();
        (await Audit.ReadAsync(new AuditQuery { Who = _mia.Name }, _mia, Stop).ToListAsync(Stop)).Should().BeEmpty();
    }

    // oldest first, as in the file; the page shows the same the other way round
    private async Task<IEnumerable<string?>> AddressesAsync(AuditQuery query)
    {
        var file = await Audit.ReadAsync(query, Adam, Stop).Select(entry => entry.NewValue).ToListAsync(Stop);
        (await Audit.ListAsync(query, Adam, Stop)).Select(entry => entry.NewValue).Reverse().Should().Equal(file);
        return file;
    }

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}

public sealed class AuditServiceOnSqliteTests(SqliteDatabase database) : AuditServiceTests<SqliteDatabase>(database);
