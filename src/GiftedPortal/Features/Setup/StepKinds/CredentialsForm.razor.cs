using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Setup.Typing;
using GiftedPortal.Providers;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Features.Setup.StepKinds;

/// <summary>
/// The id is saved as it is typed; the token too, encrypted, and from then on it is never sent to a browser again.
/// What cannot be right is said before the provider is asked: a failed call counts.
/// </summary>
public sealed partial class CredentialsForm
{
    private string _id = "";
    private string _token = "";
    private string? _savedId;
    private Typed? _kept;
    private Typed? _keptId;
    private CredentialLook? _look;
    private string? _result;
    private string? _resultWord;
    private PastedPair? _insisted;
    private DateTimeOffset? _heldUntil;
    private bool _good;
    private bool _checking;
    private bool _replacing;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private HrisProviders Providers { get; set; } = null!;

    // a stored token belongs to the id it was stored with: another id needs its own
    private bool IsSaved => View.State.Connection.HasToken && !_replacing && _id.Trim() == View.State.Connection.ServiceUserId;

    private bool IsHeld => _heldUntil > Clock.GetUtcNow();

    // what is typed now, or was typed before this page was opened
    private PastedPair Pair => new(_keptId?.Text.Value ?? _id, _kept?.Text ?? new Secret(_token));

    private PasteDiagnosis? Diagnosis => IsSaved || Pair is { Id.Length: 0, Token.Value.Length: 0 } ? null : PasteDoctor.Examine(Pair.Id, Pair.Token);

    private bool OffersEnvironments => IsSaved && _resultWord == nameof(FailureKind.CredentialsRejected);

    private IEnumerable<string> OtherEnvironments => Providers[View.State.Connection.Provider].Environments.Where(name => name != View.State.Connection.Environment);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (View.State.ServiceUserId == _savedId) return;
        _id = _savedId = View.State.ServiceUserId;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var typed = await Setup.TypedAsync(await Current.GetAsync(), default);
        (_kept, _keptId) = (typed.GetValueOrDefault(SetupAnswers.Token), typed.GetValueOrDefault(SetupAnswers.ServiceUserId));
        _replacing = _kept is not null;
        _look = await Setup.LastLookAsync(View.State.Connection, default);
    }

    private async Task SaveIdAsync(string id)
    {
        (_id, _keptId, _result, _resultWord) = (id, null, null, null);
        await TypeAsync(SetupAnswers.ServiceUserId, id);
    }

    private async Task SaveTokenAsync(string token)
    {
        (_token, _kept, _result, _resultWord) = (token, null, null, null);
        await TypeAsync(SetupAnswers.Token, token);
    }

    private async Task TypeAsync(string key, string text)
    {
        var refusal = await Setup.TypeAsync(key, new Secret(text), await Current.GetAsync(), default, View.Seat);
        (Problem, _good) = (refusal is null ? null : Say(refusal), false);
        if (refusal is null) await Changed.InvokeAsync();
    }

    private Task RetypeAsync() => SaveTokenAsync("");

    private async Task RepairAsync(PastedPair repaired)
    {
        await SaveTokenAsync(repaired.Token.Value);
        await SaveIdAsync(repaired.Id);
    }

    private async Task CheckAsync()
    {
        if (_checking || IsHeld) return;
        var typed = Pair;
        if (Diagnosis is { IsCertain: true } && typed != _insisted)
        {
            // said once; whoever clicks again means it
            (_insisted, Problem, _good) = (typed, Text["Credentials.Held", View.ProviderName], false);
            return;
        }

        _checking = true;
        try
        {
            var actor = await Current.GetAsync();
            var (refusal, check) = IsSaved
                ? (null, await Setup.CheckCredentialsAsync(actor, default))
                : await Setup.SaveCredentialsAsync(typed.Id, typed.Token, actor, default);
            Show(refusal, check, typed);
        }
        finally
        {
            _checking = false;
        }

        await Changed.InvokeAsync();
        _look = await Setup.LastLookAsync(View.State.Connection, default);
    }

    private async Task TryAsync(string environment)
    {
        if (_checking || IsHeld) return;
        _checking = true;
        try
        {
            var check = await Setup.TryEnvironmentAsync(environment, await Current.GetAsync(), default);
            _heldUntil = check?.Failure?.RetryAt;
            _good = check is { Accepted: true };
            _resultWord = _good ? "Accepted" : nameof(FailureKind.CredentialsRejected);
            _result = Text[
                _good ? "Environment.Moved" : check?.Failure?.Kind is FailureKind.CredentialsRejected ? "Environment.NotThere" : "Environment.Unknown", environment];
        }
        finally
        {
            _checking = false;
        }

        await Changed.InvokeAsync();
    }

    private void Show(ConnectionRefusal? refusal, CredentialCheck? check, PastedPair typed)
    {
        if (refusal is null && check is not null)
        {
            (_id, _token, _kept, _keptId, _replacing) = (typed.Id.Trim(), "", null, null, false);
        }

        Problem = refusal is null ? null : Say(refusal);
        _result = check is null ? null : Text.Of(check, View.ProviderName, Zone);
        _heldUntil = check?.Failure?.RetryAt;
        _good = check is { Accepted: true };
        _resultWord = refusal?.GetType().Name ?? (_good ? "Accepted" : check?.Failure?.Kind.ToString());
    }
}
