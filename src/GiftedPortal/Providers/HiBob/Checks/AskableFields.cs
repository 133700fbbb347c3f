namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>Which of a tenant's fields a check may ask for. Values are never read, but what is not needed is not even asked for.</summary>
internal static class AskableFields
{
    // visible without the category's permission, or possibly so: no proof of it
    private static readonly HashSet<string> NoProof =
        ["root.id", "root.companyId", "root.email", "root.displayName", "root.state", "root.creationDate", "address.fullAddress"];

    private static readonly string[] NoProofPrefixes = ["address.site"]; // the office's address, which stays visible

    private const string Identification = "identification"; // what a tenant adds there is an identity number

    private static readonly HashSet<string> Types = ["text", "list", "date", "short-date", "number", "boolean", "list_id", "multi-list"];

    private static readonly string[] Sensitive =
    [
        "ssn", "passport", "identificationNumber", "national", "payroll.nin", "salary", "bank", "tax", "religio", "ethnic", "disab", "veteran", "health",
        "birthDate", "date of birth", "personal.age", "spouse", "emergency", "terminationReason", "terminationType", "regrettable", "eligibleForRehire",
        "insurance", "iban", "medical", "pension", "licence", "license", "visa", "union", "orientation", "id number",
    ];

    /// <summary>True for a field whose presence proves its category's View permission and whose value is nobody's secret.</summary>
    public static bool Allows(TenantField field)
    {
        if (HiBobPermissions.GiftingFields.Contains(field.Id))
            return true;
        return Types.Contains(field.Type)
            && !NoProof.Contains(field.Id)
            && field.Id != "employee.sin"
            && !(IsCustom(field) && field.CategoryId == Identification)
            && !NoProofPrefixes.Any(prefix => field.Id.StartsWith(prefix, StringComparison.Ordinal))
            && !Sensitive.Any(word => field.Id.Contains(word, StringComparison.OrdinalIgnoreCase) || field.Name.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True for a field that a tenant made up: asked for only where there is nothing better, because only its name says what it holds.</summary>
    public static bool IsCustom(TenantField field) => field.Id.Contains(".custom.", StringComparison.Ordinal) || field.Id.Contains("field_", StringComparison.Ordinal);
}
