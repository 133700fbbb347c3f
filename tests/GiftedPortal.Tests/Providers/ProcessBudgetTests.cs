using GiftedPortal.Providers;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Providers;

/// <summary>The budget of a run over many credentials.</summary>
public sealed class ProcessBudgetTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
    private readonly ProcessBudget _budget;

    public ProcessBudgetTests() => _budget = new(_time);

    [Fact]
    public async Task A_hundred_service_users_without_histories_are_never_held_up()
    {
        for (var user = 0; user < 100; user++)
        {
            var room = _budget.WaitForRoomAsync(Stop);
            room.IsCompletedSuccessfully.Should().BeTrue();
            await RefuseAsync($"{user}", 3, Refusal.Forbidden);
        }
    }

    [Fact]
    public async Task Wrong_tokens_keep_a_pace_far_below_the_firewalls_and_the_wait_comes_before_a_check()
    {
        for (var user = 0; user < 16; user++)
            await RefuseAsync($"{user}", 1, Refusal.Rejected);

        var room = _budget.WaitForRoomAsync(Stop);
        room.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(10));

        await room;
        (await _budget.TakeAsync(["next"], 5, false, Stop)).Places.Should().HaveCount(5);
    }

    [Fact]
    public async Task Never_more_than_twenty_rejections_in_ten_seconds()
    {
        for (var user = 0; user < 20; user++)
            await RefuseAsync($"{user}", 1, Refusal.Rejected);

        var next = _budget.TakeAsync(["next"], 1, false, Stop);
        next.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(10));

        (await next).Places.Should().ContainSingle();
    }

    private async Task RefuseAsync(string caller, int times, Refusal refusal)
    {
        var taking = _budget.TakeAsync([caller], times, false, Stop);
        taking.IsCompletedSuccessfully.Should().BeTrue();
        foreach (var place in (await taking).Places)
            await _budget.RecordAsync(place, refusal);
    }
}
