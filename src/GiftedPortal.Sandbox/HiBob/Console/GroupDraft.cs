using GiftedPortal.Sandbox.HiBob.Model;
using Microsoft.Extensions.Primitives;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>A permission group while its administrator puts it together. It travels in the page's address and forms; Bob knows nothing of it
/// before Save.</summary>
public sealed record GroupDraft
{
    /// <summary>The group's name as typed.</summary>
    public string? Name { get; init; }

    /// <summary><c>none</c> once the condition that Bob starts with has been removed.</summary>
    public string? Condition { get; init; }

    /// <summary>The service users added by name.</summary>
    public StringValues Members { get; init; }

    /// <summary><c>yes</c> once Apply was pressed.</summary>
    public string? Applied { get; init; }

    /// <summary>True while the condition is there that makes every employed person a member.</summary>
    internal bool EveryoneEmployed => Condition != "none";

    /// <summary>True where there is nothing left but to save.</summary>
    internal bool Complete => Applied == "yes" && !string.IsNullOrWhiteSpace(Name) && Name.Length <= 100;

    internal static GroupDraft From(IFormCollection form) =>
        new() { Name = form["name"], Condition = form["condition"], Members = form["member"], Applied = form["applied"] };

    internal static GroupDraft Of(PermissionGroup group) => new()
    {
        Name = group.Name, Condition = group.Members.EveryoneEmployed ? null : "none", Members = group.Members.ServiceUserIds.ToArray(),
    };

    /// <summary>Who would be a member; service users that were deleted meanwhile are left out.</summary>
    internal GroupMembers ToMembers(CompanySettings settings) =>
        new(EveryoneEmployed, [.. settings.ServiceUsers.Select(user => user.Id).Where(id => Members.Contains(id))]);
}
