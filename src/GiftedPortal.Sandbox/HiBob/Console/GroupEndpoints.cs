using GiftedPortal.Sandbox.HiBob.Console.Pages;
using GiftedPortal.Sandbox.Shared;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>Settings › Account › Permission Groups: the list, creating a group, its members.</summary>
internal static class GroupEndpoints
{
    public static void Map(IEndpointRouteBuilder company)
    {
        company.MapGet("/permission-groups", (CompanyConsole console, string? saved) => new ConsolePage<GroupsPage>(new { console.Company, console.Settings, Saved = saved }));
        company.MapGet("/permission-groups/new", (CompanyConsole console, [AsParameters] DraftQuery query) => Edit(console, null, query.Draft));
        company.MapPost("/permission-groups/new", Create).RequireOwnForm();
        company.MapGet("/permission-groups/{id}", (CompanyConsole console, string id) =>
            new ConsolePage<GroupPage>(new { console.Company, console.Settings, Group = console.Group(id) }));
        company.MapGet("/permission-groups/{id}/members", (CompanyConsole console, string id, [AsParameters] DraftQuery query) =>
            Edit(console, id, query.Started ? query.Draft : GroupDraft.Of(console.Group(id))));
        company.MapPost("/permission-groups/{id}/members", Change).RequireOwnForm();
        company.MapPost("/permission-groups/{id}/delete", Delete).RequireOwnForm();
    }

    private static ConsolePage<GroupEditorPage> Edit(CompanyConsole console, string? id, GroupDraft draft) =>
        new(new { console.Company, console.Settings, GroupId = id is null ? null : console.Group(id).Id, Draft = draft });

    private static IResult Create(CompanyConsole console, IFormCollection form)
    {
        var draft = GroupDraft.From(form);
        if (!draft.Complete) return Edit(console, null, draft);
        var id = console.World.CreateGroup(console.Id, draft.Name!.Trim()).Id;
        console.World.SetMembers(console.Id, id, draft.ToMembers(console.Settings));
        return Results.Redirect(ConsoleAddresses.Groups(console.Company) + QueryString.Create("saved", id));
    }

    private static IResult Change(CompanyConsole console, string id, IFormCollection form)
    {
        var draft = GroupDraft.From(form);
        if (!draft.Complete) return Edit(console, id, draft);
        console.World.RenameGroup(console.Id, id, draft.Name!.Trim());
        console.World.SetMembers(console.Id, id, draft.ToMembers(console.Settings));
        return Results.Redirect(ConsoleAddresses.Group(console.Company, id));
    }

    private static IResult Delete(CompanyConsole console, string id)
    {
        console.World.DeleteGroup(console.Id, id);
        return Results.Redirect(ConsoleAddresses.Groups(console.Company));
    }

    /// <summary>A draft in an address. The moves that change nothing at Bob are addresses, so that the back button undoes them.</summary>
    private sealed record DraftQuery(string? Name, string? Condition, string[]? Member, string? Applied)
    {
        internal bool Started => Name is not null;

        internal GroupDraft Draft => new() { Name = Name, Condition = Condition, Members = Member, Applied = Applied };
    }
}
