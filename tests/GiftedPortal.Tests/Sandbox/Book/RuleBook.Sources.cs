namespace GiftedPortal.Tests.Sandbox.Book;

internal static partial class RuleBook
{
    private const string Docs = "https://apidocs.hibob.com/";
    private const string Contract = Docs + "docs/people-read-api-contract";
    private const string SearchPage = Docs + "reference/post_people-search";
    private const string ServiceUsers = Docs + "docs/api-service-users";
    private const string Categories = Docs + "docs/categories-and-permissions";
    private const string Fields = Docs + "docs/fields-metadata";
    private const string Lists = Docs + "docs/how-to-work-with-lists-public-api";
    private const string FieldLevel = Docs + "docs/employee-data-api-field-level-permissions";
    private const string Restricted = Docs + "changelog/employee-tables-api-detect-restricted-columns-in-responses";
    private const string TablesPage = Docs + "reference/employee-tables";
    private const string TablesGuide = Docs + "docs/additional-employee-data";
    private const string CustomTables = Docs + "reference/custom-tables";
    private const string Rate = Docs + "reference/rate-limiting";
    private const string PeoplePage = Docs + "reference/people";
    private const string Writing = Docs + "docs/update-employee-data";
    private const string OldCalls = Docs + "changelog/final-deprecation-notice-get-people-and-api-tokens";
    private const string Help = "https://help.hibob.com/en/articles/4161782-api-service-users";
    private const string Recorded = "recorded at a real company";
}
