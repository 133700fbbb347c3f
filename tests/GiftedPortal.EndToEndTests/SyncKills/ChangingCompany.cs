using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Features.Sync;

namespace GiftedPortal.EndToEndTests.SyncKills;

/// <summary>
/// A company that is another one for each run that completes: some come, some leave, some change their department. So the number of complete runs says
/// what the roster and its log must hold, to the last person.
/// </summary>
internal static class ChangingCompany
{
    private const int Size = 240;

    // as many come as leave; few enough for the brake
    private const int Moving = 8;

    private const int RunsInATeam = 20;

    /// <summary>What the run reads that follows on so many complete ones.</summary>
    public static IEnumerable<ProviderPerson> After(int runs) =>
        Enumerable.Range(1, (runs * Moving) + Size).Skip((runs - 1) * Moving).Select(number => SyncBench.Person(number) with
        {
            Department = $"Team {(number + runs) / RunsInATeam}",
            Status = number <= runs * Moving ? "Terminated" : "Employed",
        });

    /// <summary>The roster and the counts of so many complete runs.</summary>
    public static (Dictionary<string, Known> Roster, List<Counts> Runs) Complete(int runs)
    {
        var (roster, counts) = (new Dictionary<string, Known>(), new List<Counts>());
        for (var run = 0; run < runs; run++)
        {
            var kinds = new List<SyncEntryKind>();
            foreach (var person in After(run))
            {
                var (left, known) = (person.Status == "Terminated", roster.GetValueOrDefault(person.Id));
                if (known is null || known.Department != person.Department || known.HasLeft != left)
                {
                    kinds.Add(known is null ? SyncEntryKind.Added : left ? SyncEntryKind.Left : SyncEntryKind.Changed);
                    roster[person.Id] = new Known(person.Department, left, run);
                }
            }

            counts.Add(new Counts(kinds.Count(kind => kind == SyncEntryKind.Added), kinds.Count(kind => kind == SyncEntryKind.Changed), kinds.Count(kind => kind == SyncEntryKind.Left)));
        }

        return (roster, counts);
    }
}

/// <summary>What the roster knows of somebody, and how many complete runs came before the one that wrote it.</summary>
internal sealed record Known(string? Department, bool HasLeft, int LastRun);

/// <summary>How many people a run found, by what happened to them.</summary>
internal sealed record Counts(int Added, int Changed, int Left);
