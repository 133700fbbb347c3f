namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>What the calls of Bob's API are named where a rate limit is counted or a fault is limited to one of them.</summary>
public static class EndpointNames
{
    /// <summary><c>GET /company/people/fields</c>.</summary>
    public const string Fields = "fields";

    /// <summary><c>GET /company/named-lists</c>.</summary>
    public const string NamedLists = "named-lists";

    /// <summary><c>GET /company/named-lists/{name}</c>.</summary>
    public const string NamedList = "named-list";

    /// <summary><c>POST /people/search</c>.</summary>
    public const string Search = "search";

    /// <summary><c>POST /people/{identifier}</c>.</summary>
    public const string Person = "person";

    /// <summary><c>GET /profiles</c>.</summary>
    public const string Profiles = "profiles";

    /// <summary><c>GET /avatars</c>, by id and by e-mail address.</summary>
    public const string Avatars = "avatars";

    /// <summary><c>GET /people/custom-tables</c>, what there is and one person's entries.</summary>
    public const string CustomTables = "custom-tables";

    /// <summary><c>GET /bulk/people/work</c>.</summary>
    public const string BulkWork = "bulk-work";

    /// <summary><c>GET /bulk/people/employment</c>.</summary>
    public const string BulkEmployment = "bulk-employment";

    /// <summary><c>GET /bulk/people/lifecycle</c>.</summary>
    public const string BulkLifecycle = "bulk-lifecycle";

    /// <summary>All of them, with <c>work</c>, <c>employment</c> and <c>lifecycle</c> for one person's tables.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Fields, Search, BulkEmployment, BulkLifecycle, BulkWork, Person, "employment", "lifecycle", "work", NamedLists, NamedList, Profiles, Avatars, CustomTables];
}
