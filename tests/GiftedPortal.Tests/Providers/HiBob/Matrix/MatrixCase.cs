using System.Collections.Immutable;
using CsCheck;
using GiftedPortal.Sandbox.HiBob.Faults;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>A company, what its administrator ticked, and what goes wrong.</summary>
internal sealed record MatrixCase(
    TenantChanges Changes, Audience Audience, ImmutableHashSet<Grant> Grants, ImmutableList<FieldOverride> Overrides, MatrixFault? Fault)
{
    public const uint Seed = 20261122;

    private const string OwnCategory = "category_1720000000001";

    private static readonly string[] Needed =
        ["root", "personal", "personalContact", "identification", "work", "address", "home", "employment", "lifecycle"];

    private static readonly string[] Tables = ["work", "employment", "lifecycle"];

    // what an administrator would touch, and the columns of the tables
    private static readonly string[] Fields =
    [
        "root.firstName", "root.surname", "root.email", "personal.shortBirthDate", "personal.pronouns", "home.privateEmail", "home.mobilePhone", "home.privatePhone",
        "employee.sinExpirationDate", "work.startDate", "work.department", "work.title", "work.reportsTo", "work.siteId", "address.line1", "address.city",
        "address.postCode", "address.country", "home.familyStatus", "home.numberOfKids", "home.legalGender", "payroll.employment.contract", "payroll.employment.type",
        "payroll.employment.fte", "internal.lifecycleStatus", "internal.status", "internal.terminationDate", "payroll.salary.payPeriod", "emergency.relation",
    ];

    private static readonly FaultKind[] Kinds =
    [
        FaultKind.Unauthorized, FaultKind.Forbidden, FaultKind.RateLimited, FaultKind.ServerError, FaultKind.HtmlPage, FaultKind.TruncatedJson, FaultKind.BadGateway,
        FaultKind.Unavailable, FaultKind.Dropped, FaultKind.Blocked, FaultKind.WrongContentType, FaultKind.DuplicatedKeys, FaultKind.RepeatedCursor,
        FaultKind.Timeout, FaultKind.LateAnswer, FaultKind.SlowBody,
    ];

    private static readonly Gen<Quirks> AllQuirks =
        from flags in Gen.Bool.Array[9]
        select new Quirks
        {
            MetadataInObject = flags[0],
            RowsInWrapper = flags[1],
            CursorWithoutNext = flags[2],
            EmptyAudienceIsEmptyList = flags[3],
            IdWithoutBasicInfo = flags[4],
            EmailNeedsEmailLine = flags[5],
            EmptyFiltersAllowed = flags[6],
            NamedListsByName = flags[7],
            UnknownPathIsNotFound = flags[8],
        };

    private static readonly Gen<TenantChanges> AllChanges =
        from dialect in Gen.Enum<PermissionDialect>()
        from employees in Gen.OneOf(0, 1, 2, 5, 12, 30)
        from oneRow in Gen.Bool
        from renamed in Gen.Select(Gen.OneOf(Needed), Gen.OneOf("Demographic", "Über uns", "מידע אישי")).Array[0, 2]
        from moved in Gen.Select(Gen.OneOf(Fields), Gen.OneOf([.. Needed, OwnCategory, "payroll"])).Array[0, 4]
        from custom in Gen.Select(Gen.OneOf([.. Needed, OwnCategory]), Gen.OneOf("text", "number", "date")).Array[0, 2]
        from quirks in AllQuirks
        select new TenantChanges
        {
            Dialect = dialect,
            Employees = employees,
            OneRowEach = oneRow,
            Categories = [new Category(OwnCategory, "Ours")],
            Renamed = renamed.DistinctBy(pair => pair.Item1).ToImmutableDictionary(pair => pair.Item1, pair => pair.Item2),
            Moved = moved.DistinctBy(pair => pair.Item1).ToImmutableDictionary(pair => pair.Item1, pair => pair.Item2),
            CustomFields = [.. custom.Select((field, i) => new CustomField($"{field.Item1}.custom.field_172000000000{i}", field.Item1, $"Extra {i}", field.Item2))],
            Quirks = quirks,
        };

    private static readonly Gen<Audience> Audiences = Gen.Frequency(
        (6, Gen.Const(Audience.WithStatus(LifecycleStatus.All))),
        (3, Gen.Const(Audience.EveryoneEmployed)),
        (1, Gen.Const(Audience.WithStatus(LifecycleStatus.Hired))),
        (1, Gen.Const(Audience.WithStatus())));

    private static readonly Gen<MatrixFault?> Faults = Gen.Frequency(
        (2, Gen.Const((MatrixFault?)null)),
        (3, from kind in Gen.OneOf(Kinds)
            from endpoint in Gen.OneOf<string?>(null, "fields", "search", "bulk-work", "bulk-employment", "bulk-lifecycle")
            from bytes in Gen.OneOf(0, 12, 60, 400, 1500, 4000)
            from inTime in Gen.Bool
            from passes in Gen.Bool
            select (MatrixFault?)new MatrixFault(kind, endpoint, bytes, inTime, passes && endpoint is not null)));

    public static Gen<MatrixCase> All { get; } =
        from changes in AllChanges
        from audience in Audiences
        from share in Gen.OneOf(0.3, 0.7, 1.0)
        from draws in Gen.Double.Unit.Array[40]
        from overrides in Gen.Select(Gen.OneOf(Fields), Gen.OneOf(GrantKind.View, GrantKind.ViewHistory), Gen.Bool).Array[0, 5]
        from fault in Faults
        select new MatrixCase(
            changes,
            audience,
            [.. Lines().Where((_, i) => draws[i] < share)],
            changes.Dialect == PermissionDialect.Category ? [] : [.. overrides.DistinctBy(one => (one.Item1, one.Item2)).Select(one => new FieldOverride(one.Item1, one.Item2, one.Item3))],
            fault);

    private static IEnumerable<Grant> Lines() =>
    [
        .. Needed.Append(OwnCategory).Append("payroll").Append("emergency").Select(category => new Grant(category, GrantKind.View)),
        .. Tables.Append("address").Select(category => new Grant(category, GrantKind.ViewHistory)),
        new("personal", GrantKind.Edit),
        new("identification", GrantKind.Edit),
        new(PermissionLine.Email, GrantKind.View),
    ];
}

/// <summary>What goes wrong in a case.</summary>
/// <param name="Kind">How.</param>
/// <param name="Endpoint">The only call that it meets, or null for all.</param>
/// <param name="Bytes">How much of a truncated reply comes.</param>
/// <param name="InTime">Whether a late or slow reply is still whole in time.</param>
/// <param name="Passes">Whether it is over with the first check; the second one comes ten minutes later then.</param>
internal sealed record MatrixFault(FaultKind Kind, string? Endpoint, int Bytes, bool InTime, bool Passes)
{
    /// <summary>Nothing comes, or no more, as long as somebody waits.</summary>
    public bool NeverEnds => Kind is FaultKind.Timeout || (Kind is FaultKind.LateAnswer or FaultKind.SlowBody && !InTime);

    /// <summary>The right reply comes, only later.</summary>
    public bool IsLate => Kind is FaultKind.LateAnswer or FaultKind.SlowBody && InTime;

    public bool Meets(string endpoint) => Endpoint is null || Endpoint == endpoint;
}
