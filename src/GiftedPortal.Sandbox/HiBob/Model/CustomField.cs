using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>A field that a company added to one of its categories, or a column that it added to a table.</summary>
/// <param name="Id">Such as <c>work.custom.field_1720508362305</c>; of a column, <c>work.customColumns.column_1720508362306</c>.</param>
/// <param name="CategoryId">The category whose permission opens it.</param>
/// <param name="Name">The label on Bob's screens.</param>
/// <param name="Type">One of <see cref="Types"/>.</param>
public sealed record CustomField(string Id, string CategoryId, string Name, string Type)
{
    /// <summary>The types that the sandbox fills with made-up values.</summary>
    public static IReadOnlyList<string> Types { get; } = ["text", "number", "date", "boolean", "multi-list"];

    internal Field ToField() => new(Id, CategoryId, Name, Id.StartsWith("root.", StringComparison.Ordinal) ? Id["root.".Length..] : Id, Type, null, Id.Contains(TableColumn.Custom, StringComparison.Ordinal));
}
