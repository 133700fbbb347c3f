using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Providers;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace GiftedPortal.Features.Setup.StepKinds;

/// <summary>
/// The id is saved as it is typed, the token only when the customer says so. What was typed stays in its field until it is stored.
/// What cannot be right is said before the provider is asked: a failed call counts.
/// </summary>
public sealed partial class CredentialsForm
{
    private string _id = "";
    private string _token = "";
    private string? _result;
    private string? _resultWord;
    private PastedPair? _insisted;
    private DateTimeOffset? _heldUntil;
    private bool _good;
    private bool _checking;
    private bool _replacing;
    private bool _warned;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private HrisProviders Providers { get; set; } = null!;

    // a stored token belongs to the id it was stored with: another id needs its own
    private bool IsSaved => View.State.Connection.HasToken && !_replacing && (_id ?? "").Trim() == View.State.Connection.ServiceUserId;

    private bool IsHeld => _heldUntil > Clock.GetUtcNow();

    private PasteDiagnosis? Diagnosis => IsSaved || (_id.Length == 0 && _token.Length == 0) ? null : PasteDoctor.Examine(_id, new Secret(_token));

    private bool OffersEnvironments => IsSaved && _resultWord == nameof(FailureKind.CredentialsRejected);

    private IEnumerable<string> OtherEnvironments => Providers[View.State.Connection.Provider].Environments.Where(name => name != View.State.Connection.Environment);

    /// <inheritdoc />
    protected override void OnInitialized() => _id = View.State.ServiceUserId;

    private async Task SaveIdAsync(string? id)
    {
        _id = id ?? "";
        (_result, _resultWord) = (null, null);
        // answers are shown again, a token never is
        if (!PasteDoctor.MayHoldToken(_id)) await AnswerAsync(SetupAnswers.ServiceUserId, _id.Trim());
    }

    private void SaveToken(string? token) => (_token, _result, _resultWord) = (token ?? "", null, null);

    private async Task RepairAsync(PastedPair repaired)
    {
        SaveToken(repaired.Token.Value);
        Problem = null;
        await SaveIdAsync(repaired.Id);
    }

    private async Task CheckAsync()
    {
        if (_checking || IsHeld) return;
        var typed = new PastedPair(_id, new Secret(_token));
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
                : await Setup.SaveCredentialsAsync(_id, new Secret(_token), actor, default);
            Show(refusal, check);
        }
        finally
        {
            _checking = false;
        }

        await Changed.InvokeAsync();
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

    private void Show(ConnectionRefusal? refusal, CredentialCheck? check)
    {
        if (refusal is null && check is not null)
        {
            (_id, _token, _replacing, _warned) = (_id.Trim(), "", false, false);
        }

        Problem = refusal is null ? null : Say(refusal);
        _result = check is null ? null : Text.Of(check, View.ProviderName, Zone);
        _heldUntil = check?.Failure?.RetryAt;
        _good = check is { Accepted: true };
        _resultWord = refusal?.GetType().Name ?? (_good ? "Accepted" : check?.Failure?.Kind.ToString());
    }

    private void KeepTyped(LocationChangingContext context)
    {
        if (_token.Length == 0 || _warned) return;
        context.PreventNavigation();
        _warned = true;
        (Problem, _good) = (Text["Token.NotSaved"], false);
        StateHasChanged();
    }
}
