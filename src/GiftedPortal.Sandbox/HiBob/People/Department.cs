namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>A department and the job titles in it, lowest first. Bob stores both as items of the company's own lists.</summary>
internal sealed record Department(ListItem Item, IReadOnlyList<ListItem> Titles)
{
    public static IReadOnlyList<Department> All { get; } =
    [
        Of(0, "Engineering", "Software Engineer", "Senior Software Engineer", "Staff Engineer", "Engineering Manager"),
        Of(1, "Product", "Product Analyst", "Product Manager", "Senior Product Manager", "Group Product Manager"),
        Of(2, "Design", "Designer", "Senior Designer", "Design Lead"),
        Of(3, "Sales", "Sales Development Representative", "Account Executive", "Senior Account Executive", "Sales Director"),
        Of(4, "Marketing", "Marketing Coordinator", "Marketing Manager", "Brand Lead"),
        Of(5, "Customer Success", "Support Agent", "Customer Success Manager", "Head of Support"),
        Of(6, "Finance", "Accountant", "Financial Controller", "Finance Director"),
        Of(7, "People", "HR Coordinator", "HR Business Partner", "Head of People"),
        Of(8, "Operations", "Office Manager", "Operations Manager", "Facilities Lead"),
    ];

    private static Department Of(int number, string name, params string[] titles) =>
        new(new($"2446097{number:00}", name), [.. titles.Select((title, level) => new ListItem($"2446{number:00}1{level:00}", title))]);
}

/// <summary>An item of one of Bob's named lists: what the machine format shows, and what people see.</summary>
internal sealed record ListItem(string Id, string Name)
{
    /// <summary>An item of a built-in list, whose id is its label.</summary>
    public static ListItem BuiltIn(string name) => new(name, name);
}
