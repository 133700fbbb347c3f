using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>One field of a company's employee records, as Bob's fields metadata describes it
/// (https://apidocs.hibob.com/docs/categories-and-permissions).</summary>
/// <param name="Id">What callers ask for, such as <c>home.mobilePhone</c>.</param>
/// <param name="CategoryId">The category whose permission opens the field. An administrator can move a field to another one.</param>
/// <param name="Name">The label on Bob's screens.</param>
/// <param name="JsonPath">Where the value stands in an employee object. <c>root.*</c> fields stand at its top level.</param>
/// <param name="Type">Bob's type name, such as <c>text</c> or <c>short-date</c>.</param>
/// <param name="ListId">The named list that the value is an item of, or null.</param>
/// <param name="Historical">True for a column of an effective-dated table.</param>
public sealed record Field(string Id, string CategoryId, string Name, string JsonPath, string Type, string? ListId, bool Historical)
{
    /// <summary>The address of the flat form of the value in a reply: <c>/home/mobilePhone</c>.</summary>
    public string SlashKey { get; } = "/" + Id.Replace('.', '/');

    /// <summary>True for a field that the company made itself.</summary>
    public bool IsCustom => Id.Contains(".custom.", StringComparison.Ordinal) || Id.Contains(TableColumn.Custom, StringComparison.Ordinal);

    /// <summary>True for the fields that the older permission model shows to those who may also edit the category
    /// (https://apidocs.hibob.com/docs/employee-data-api-field-level-permissions).</summary>
    public bool Sensitive => Id is "identification.ssn" or "personal.birthDate" or "personal.age";
}
