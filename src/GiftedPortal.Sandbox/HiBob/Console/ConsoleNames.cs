using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>What the console's form fields and test hooks call a permission: <c>address-view</c>.</summary>
internal static class ConsoleNames
{
    public static string Of(Grant grant) => Of(grant.CategoryId == PermissionLine.History ? "changes" : grant.CategoryId, grant.Kind);

    public static string Of(string subject, GrantKind kind) => $"{subject}-{Of(kind)}";

    private static string Of(GrantKind kind) => kind switch
    {
        GrantKind.View => "view",
        GrantKind.ViewHistory => "history",
        GrantKind.Edit => "edit",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
