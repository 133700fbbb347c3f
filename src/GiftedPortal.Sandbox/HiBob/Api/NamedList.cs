using System.Globalization;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>One of a company's lists.</summary>
/// <param name="Name">What fields and calls name it by.</param>
/// <param name="Items">What can be chosen.</param>
internal sealed record NamedList(string Name, IReadOnlyList<ListItem> Items)
{
    /// <summary>Items that can no longer be chosen, which calls show when they ask for them.</summary>
    public IReadOnlyList<ListItem> Archived { get; init; } = [];

    /// <summary>True for the lists whose item ids are numbers: those of sites and calendars.</summary>
    public bool Numbered { get; init; }

    /// <summary>The list of lifecycle statuses.</summary>
    public const string Statuses = "lifecycleStatus";

    /// <summary>The list with what the company and API calls added to it.</summary>
    public NamedList For(Tenant tenant) => Own(tenant) is { Count: > 0 } own ? this with { Items = [.. Items, .. own] } : this;

    private List<ListItem> Own(Tenant tenant) =>
        [.. Name is Statuses && tenant.People.OwnStatus is { } status ? [new ListItem(LifecycleStatus.OwnId, status)] : Array.Empty<ListItem>(), .. tenant.NewItems[Name]];

    public ListItem? Find(JsonElement id) =>
        Items.FirstOrDefault(item => Numbered ? id.ValueKind is JsonValueKind.Number && id.GetRawText() == item.Id : id.ValueKind is JsonValueKind.String && id.GetString() == item.Id);

    public object ToReply(bool includeArchived) =>
        new { Name, Items = Items.Select(item => Item(item, false)).Concat(includeArchived ? Archived.Select(item => Item(item, true)) : []) };

    private object Item(ListItem item, bool archived) => new
    {
        Id = IdOf(item), Value = item.Name, item.Name, Archived = archived, Children = Array.Empty<object>(),
    };

    /// <summary>The id as replies write it.</summary>
    public object IdOf(ListItem item) => Numbered ? int.Parse(item.Id, CultureInfo.InvariantCulture) : item.Id;
}
