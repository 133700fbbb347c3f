using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>What decides how a company's people turn out.</summary>
/// <param name="CompanyId">Bob's number for the company. Another number makes other people.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Domain">The domain of their work e-mail addresses.</param>
internal sealed record Workforce(long CompanyId, int Count, string Domain)
{
    /// <summary>The day on which all dates hang, so that the same people come out in any year.</summary>
    public static readonly DateOnly Anchor = new(2026, 11, 1);

    /// <summary>True where nobody ever changed job, contract or status, so that every table has one row per person.</summary>
    public bool OneRowEach { get; init; }

    /// <summary>A lifecycle status of the company's own, or null.</summary>
    public string? OwnStatus { get; init; }

    /// <summary>The status as an item of the company's list.</summary>
    public ListItem ItemOf(string status) => status == OwnStatus ? new(LifecycleStatus.OwnId, status) : ListItem.BuiltIn(status);

    public IReadOnlyList<Site> Sites { get; init; } = Site.World;

    /// <summary>Employees whom API calls create count from here, behind the most that a company starts with.</summary>
    public const int FirstNew = 1_000_000;

    // 19 digits, beyond what a double holds exactly, and different in each company
    private const long IdStep = 7_919_003_117;

    private long FirstId => 2_100_000_000_000_000_000 + (CompanyId % 600_000 * 11_000_000_000_000);

    public long IdOf(int index) => FirstId + (index * IdStep) + new Dice(CompanyId, index, DicePurpose.Id).Throw(int.MaxValue);

    /// <summary>The index of the employee with that id, or null.</summary>
    public int? IndexOf(long id)
    {
        var index = (id - FirstId) / IdStep;
        return index >= 0 && index < Count && IdOf((int)index) == id ? (int)index : null;
    }

    /// <summary>Each manager has up to seven direct reports; employee 0 has no manager.</summary>
    public static int? ManagerOf(int index) => index == 0 ? null : (index - 1) / 7;

    public int DirectReportsOf(int index) => (int)Math.Clamp(Count - ((7L * index) + 1), 0, 7);
}
