using System.Collections.Immutable;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>How an audience is chosen on Bob's "Whose data can members access?" page.</summary>
public enum AudienceKind
{
    /// <summary>The plain choice: everybody whom Bob marks as employed.</summary>
    EveryoneEmployed,

    /// <summary>By condition: everybody with one of the chosen lifecycle statuses.</summary>
    LifecycleStatuses,

    /// <summary>People named one by one.</summary>
    Employees,
}

/// <summary>Whose data a group's members may see.</summary>
/// <param name="Kind">How it was chosen.</param>
/// <param name="Statuses">The lifecycle statuses of a choice by condition, else empty.</param>
/// <param name="EmployeeIds">The people of a choice by name, else empty.</param>
public sealed record Audience(AudienceKind Kind, ImmutableHashSet<string> Statuses, ImmutableHashSet<string> EmployeeIds)
{
    /// <summary>The audience that a new group starts with. Starters and leavers are not in it.</summary>
    public static Audience EveryoneEmployed { get; } = new(AudienceKind.EveryoneEmployed, [], []);

    /// <summary>Everybody with one of these lifecycle statuses.</summary>
    public static Audience WithStatus(params IEnumerable<string> statuses) => new(AudienceKind.LifecycleStatuses, [.. statuses], []);

    /// <summary>These people, whatever their status.</summary>
    public static Audience Of(params IEnumerable<string> employeeIds) => new(AudienceKind.Employees, [], [.. employeeIds]);

    /// <summary>True for a choice that was left empty: no status ticked, nobody named.</summary>
    public bool IsEmpty => Kind is not AudienceKind.EveryoneEmployed && Statuses.IsEmpty && EmployeeIds.IsEmpty;

    /// <summary>True where a person with that id and lifecycle status is in the audience.</summary>
    public bool Includes(string employeeId, string lifecycleStatus) => Kind switch
    {
        AudienceKind.EveryoneEmployed => LifecycleStatus.IsActive(lifecycleStatus),
        AudienceKind.LifecycleStatuses => Statuses.Contains(lifecycleStatus),
        AudienceKind.Employees => EmployeeIds.Contains(employeeId),
        _ => throw new InvalidOperationException($"There is no audience kind {Kind}."),
    };
}
