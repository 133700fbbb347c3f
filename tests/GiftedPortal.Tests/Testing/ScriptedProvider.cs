using System.Runtime.CompilerServices;
using GiftedPortal.Providers;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Tests.Testing;

/// <summary>A provider that answers what a test tells it to. Its guide has three steps.</summary>
public sealed class ScriptedProvider : IHrisProvider
{
    public string Key => "scripted";

    public string Name => "Scripted";

    public SetupGuide Guide { get; set; } = new(
        1,
        [
            new SetupStep("first", SetupPhase.ServiceUser, StepKind.Instruction, TimeSpan.FromMinutes(1), []),
            new SetupStep("second", SetupPhase.Permissions, StepKind.Checklist, TimeSpan.FromMinutes(3), []),
            new SetupStep("third", SetupPhase.Connect, StepKind.Submit, TimeSpan.FromMinutes(1), []),
        ],
        new KeysAsTexts());

    public IReadOnlyList<PermissionRequirement> Permissions { get; init; } =
    [
        new("one.view", "One", "View one", Provable: true, Listed: true) { SyncNeeds = true },
        new("two.history", "Two", "View two histories", Provable: false, Listed: true),
    ];

    public IReadOnlyList<string> Environments => ["Test", "Other"];

    /// <summary>The only environment that accepts the credentials; null: all do.</summary>
    public string? Home { get; set; }

    /// <summary>Awaited in the middle of a check, after its first outcome.</summary>
    public Task Halfway { get; set; } = Task.CompletedTask;

    public string DefaultEnvironment => "Test";

    public ProviderFailure? Failure { get; set; }

    public PermissionOutcome Outcome { get; set; } = new PermissionOutcome.Judged(Verdict.Granted);

    /// <summary>What the outcome rests on.</summary>
    public Evidence Evidence { get; set; } = new("POST /people", 200, ["one.field"], [], 3);

    /// <summary>Of this test alone, as tests share a database.</summary>
    public string? AccountId { get; set; } = Guid.NewGuid().ToString("N");

    public List<ProviderPerson> People { get; } = [];

    public int Checks { get; private set; }

    public ProviderConnection? LastConnection { get; private set; }

    public Task<CredentialCheck> CheckCredentialsAsync(ProviderConnection connection, CancellationToken cancellationToken)
    {
        LastConnection = connection;
        return Task.FromResult(new CredentialCheck(
            Home is null || Home == connection.Environment ? Failure : new ProviderFailure(FailureKind.CredentialsRejected, "GET /x", 401, null, "")));
    }

    public async Task<PermissionReport> CheckPermissionsAsync(ProviderConnection connection, IProgress<PermissionFinding>? progress, CancellationToken cancellationToken)
    {
        Checks++;
        LastConnection = connection;
        PermissionFinding[] findings =
        [
            new("one.view", Outcome, "One", Evidence),
            new("two.history", new PermissionOutcome.Judged(Verdict.CannotBeChecked), "Two", Evidence.None),
        ];
        foreach (var finding in findings)
        {
            progress?.Report(finding);
            await Halfway;
        }

        return new PermissionReport(
            new CredentialCheck(Failure), findings, new Audience(true, 3, new Dictionary<string, int> { ["Employed"] = 3 }), PermissionDialect.Category, AccountId, [], TimeSpan.FromMilliseconds(5));
    }

    public string Use(string key) => $"used for {key}";

    public string Remedy(OverGrant overGrant, PermissionDialect dialect) => $"untick {overGrant.CategoryId}";

    public string? Remedy(PermissionFinding finding, PermissionDialect dialect) => $"tick {finding.Key}";

    public async IAsyncEnumerable<ProviderPerson> ReadPeopleAsync(
        ProviderConnection connection, Action<ProviderCall> calls, IsUnchanged isUnchanged, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var person in People)
        {
            yield return person;
        }

        await Task.CompletedTask;
        if (Failure is not null)
        {
            throw new ProviderException(Failure);
        }
    }

    private sealed class KeysAsTexts : IStringLocalizer
    {
        public LocalizedString this[string name] => new(name, name);

        public LocalizedString this[string name, params object[] arguments] => new(name, name);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
