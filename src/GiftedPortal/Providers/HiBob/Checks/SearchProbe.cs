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

    private readonly bool[] _seen = new bool[plan.Ids.Count];
    private readonly int _account = plan.NumberOf(ProbePlan.Account);
    private readonly StatusCount _lifecycle = new(plan.NumberOf(ProbePlan.LifecycleStatus));
    private readonly StatusCount _status = new(plan.NumberOf(ProbePlan.Status));

    public int People { get; private set; }

    public string? AccountId { get; private set; }

    /// <summary>Raised by whatever could settle a verdict.</summary>
    public int News { get; private set; }

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
        _lifecycle.EndEmployee();
        _status.EndEmployee();
        if (People++ == 0)
            News++;
    }

    private sealed class StatusCount(int field)
    {
        private string? _current;

        public Dictionary<string, int> Counts { get; } = [];

        public void Hear(int heard, ref Utf8JsonReader reader)
        {
            if (heard == field)
                _current ??= Known(ref reader) ?? JsonText.Read(ref reader);
        }

        public void EndEmployee()
        {
            if (_current is not null && (Counts.Count < MostStatuses || Counts.ContainsKey(_current)))
                Counts[_current] = Counts.GetValueOrDefault(_current) + 1;
            _current = null;
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
