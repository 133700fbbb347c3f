namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>One box that an administrator can tick on a group's People's data page.</summary>
/// <param name="CategoryId">See <see cref="Grant.CategoryId"/>.</param>
/// <param name="CategoryName">The heading that the line stands under.</param>
/// <param name="Kind">What ticking it allows.</param>
/// <param name="Label">The words beside the box.</param>
public sealed record PermissionLine(string CategoryId, string CategoryName, GrantKind Kind, string Label)
{
    /// <summary>The standalone line for e-mail addresses.</summary>
    public const string Email = "email";

    /// <summary>The standalone line for the change log of profiles.</summary>
    public const string History = "history";

    /// <summary>The standalone line for time off. Bob's own wording is not published.</summary>
    public const string TimeOff = "timeOff";

    /// <summary>The grant that ticking the box makes.</summary>
    public Grant Grant => new(CategoryId, Kind);

    /// <summary>All boxes of a company, category by category, then the standalone lines.</summary>
    internal static IReadOnlyList<PermissionLine> Of(FieldCatalogue fields, PermissionDialect dialect) =>
    [
        .. fields.Categories.SelectMany(category => Kinds(category).Select(kind => new PermissionLine(category.Id, category.Name, kind, Words(category, kind, dialect)))),
        new(Email, "Email", GrantKind.View, "View selected employees' email addresses"),
        new(Email, "Email", GrantKind.Edit, "Edit selected employees' email addresses"),
        new(History, "History", GrantKind.View, "View selected employees' profile changes history"),
        new(TimeOff, "Time off", GrantKind.View, "View selected employees' time off"),
    ];

    private static IEnumerable<GrantKind> Kinds(Category category) =>
        category.HasHistory ? [GrantKind.View, GrantKind.ViewHistory, GrantKind.Edit] : [GrantKind.View, GrantKind.Edit];

    private static string Words(Category category, GrantKind kind, PermissionDialect dialect) => (dialect, kind) switch
    {
        (PermissionDialect.FieldLevel, GrantKind.View) => "View",
        (PermissionDialect.FieldLevel, GrantKind.ViewHistory) => "View history",
        (PermissionDialect.FieldLevel, GrantKind.Edit) => "Edit",
        (_, GrantKind.View) => $"View selected employees' {category.Name} sections",
        (_, GrantKind.ViewHistory) => $"View selected employees' {category.Name} section histories",
        (_, GrantKind.Edit) => $"Edit selected employees' {category.Name} sections",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
