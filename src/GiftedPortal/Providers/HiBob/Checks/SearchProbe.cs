using System.Text.Json;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>
/// What the people search has shown so far: which keys were there, how many people, how many in each status. Values are not looked at, but for
/// status and company id. A key with <c>null</c> counts: Bob leaves out what may not be viewed and shows what is empty.
/// </summary>
internal sealed class SearchProbe(ProbePlan plan) : IEmployeeSink
{
    private const int MostStatuses = 100;

    // hired (not started) and terminated people are inactive, whatever else a company calls its statuses (apidocs.hibob.com/reference/post_people-search)
    private static readonly HashSet<string> InactiveStatuses = new(StringComparer.OrdinalIgnoreCase) { "Inactive", "Hired", "Terminated" };

    private readonly bool[] _seen = new bool[plan.Ids.Count];
    private readonly int _account = plan.NumberOf(ProbePlan.Account);
    private readonly StatusCount _lifecycle = new(plan.NumberOf(ProbePlan.LifecycleStatus));
    private readonly StatusCount _status = new(plan.NumberOf(ProbePlan.Status));
    private int _inactive;

    public int People { get; private set; }

    public string? AccountId { get; private set; }

    /// <summary>Raised by whatever could settle a verdict.</summary>
    public int News { get; private set; }

    /// <summary>Starters, leavers and others without access; null where neither of the two statuses is visible.</summary>
    public int? Inactive => Saw(ProbePlan.LifecycleStatus) || Saw(ProbePlan.Status) ? _inactive : null;

    public IReadOnlyDictionary<string, int> ByStatus => _lifecycle.Counts.Count > 0 ? _lifecycle.Counts : _status.Counts;

    public bool Saw(string id) => plan.NumberOf(id) is >= 0 and var number && _seen[number];

    public void Shown(int field)
    {
        if (_seen[field])
            return;
        _seen[field] = true;
        News++;
    }

    public void Value(int field, ref Utf8JsonReader reader)
    {
        Shown(field);
        _lifecycle.Hear(field, ref reader);
        _status.Hear(field, ref reader);
        if (field == _account)
            AccountId ??= JsonText.Read(ref reader);
    }

    public void EndEmployee()
    {
        if (InactiveStatuses.Contains(_lifecycle.Current ?? "") || InactiveStatuses.Contains(_status.Current ?? ""))
            _inactive++;
        _lifecycle.EndEmployee();
        _status.EndEmployee();
        if (People++ == 0)
            News++;
    }

    private sealed class StatusCount(int field)
    {
        public string? Current { get; private set; }

        public Dictionary<string, int> Counts { get; } = [];

        public void Hear(int heard, ref Utf8JsonReader reader)
        {
            if (heard == field)
                Current ??= Known(ref reader) ?? JsonText.Read(ref reader);
        }

        public void EndEmployee()
        {
            if (Current is not null && (Counts.Count < MostStatuses || Counts.ContainsKey(Current)))
                Counts[Current] = Counts.GetValueOrDefault(Current) + 1;
            Current = null;
        }

        // most people share a handful of statuses: no new text for each of them
        private string? Known(ref Utf8JsonReader reader)
        {
            if (reader.TokenType == JsonTokenType.String)
                foreach (var status in Counts.Keys)
                    if (reader.ValueTextEquals(status))
                        return status;
            return null;
        }
    }
}
