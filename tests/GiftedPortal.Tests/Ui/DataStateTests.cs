using Bunit;
using GiftedPortal.Ui;

namespace GiftedPortal.Tests.Ui;

public class DataStateTests : UiTest
{
    private readonly List<CancellationToken> _tokens = [];
    private readonly List<TaskCompletionSource<string[]>> _started = [];

    private IRenderedComponent<DataState<string[]>> Draw(object? key = null) => Render<DataState<string[]>>(parameters => parameters
        .Add(state => state.Load, Load)
        .Add(state => state.LoadKey, key)
        .Add(state => state.Same, Enumerable.SequenceEqual)
        .Add(state => state.EmptyTitle, "No runs yet.")
        .Add(state => state.EmptyHint, "The first one starts after approval.")
        .Add(state => state.ChildContent, rows => $"<b>{string.Join(',', rows)}</b>"));

    private Task<string[]> Load(CancellationToken token)
    {
        _tokens.Add(token);
        _started.Add(new());
        return _started[^1].Task;
    }

    [Fact]
    public void While_loading_it_says_so_to_everybody()
    {
        var drawn = Draw();
        Clock.Advance(TimeSpan.FromMilliseconds(300));

        var state = drawn.WaitForElement("[data-testid=state-loading]");
        state.GetAttribute("aria-busy").Should().Be("true");
        state.GetAttribute("aria-label").Should().Be("Loading");
    }

    [Fact]
    public void A_fast_answer_does_not_flicker()
    {
        var state = Draw();
        Clock.Advance(TimeSpan.FromMilliseconds(299));

        state.Markup.Should().BeEmpty();
    }

    [Fact]
    public void Data_replaces_the_skeleton()
    {
        var state = Draw();
        Clock.Advance(TimeSpan.FromMilliseconds(300));
        _started[0].SetResult(["acme"]);

        state.WaitForAssertion(() => state.Markup.Should().Be("<b>acme</b>"));
    }

    [Fact]
    public async Task Looking_again_draws_only_what_came_out_otherwise()
    {
        var state = Draw();
        _started[0].SetResult(["acme"]);
        state.WaitForAssertion(() => state.Markup.Should().Be("<b>acme</b>"));
        var drawn = state.RenderCount;

        await LookAsync("acme");
        state.RenderCount.Should().Be(drawn);

        await LookAsync("globex");
        state.Markup.Should().Be("<b>globex</b>");

        Task LookAsync(string found) => state.InvokeAsync(() =>
        {
            var look = state.Instance.LookAsync();
            _started[^1].SetResult([found]);
            return look;
        });
    }

    [Fact]
    public void No_rows_are_explained_in_two_sentences()
    {
        var state = Draw();
        _started[0].SetResult([]);

        state.WaitForAssertion(() => state.Find("[data-testid=state-empty]").TextContent.Should().Contain("No runs yet.").And.Contain("The first one starts after approval."));
    }

    [Fact]
    public void A_failure_is_a_sentence_without_the_exception_and_can_be_retried()
    {
        var state = Draw();
        _started[0].SetException(new InvalidOperationException("password=hunter2"));

        state.WaitForElement("[data-testid=state-failed]").TextContent.Should().Contain("This could not be loaded.").And.NotContain("hunter2");
        state.Find("[data-testid=state-retry]").Click();
        _started[1].SetResult(["acme"]);

        state.WaitForAssertion(() => state.Markup.Should().Be("<b>acme</b>"));
    }

    [Fact]
    public void Another_key_loads_again_and_the_late_answer_of_the_first_load_is_ignored()
    {
        var state = Draw("page 1");
        state.Render(parameters => parameters.Add(s => s.LoadKey, "page 2"));

        _tokens[0].IsCancellationRequested.Should().BeTrue();
        _started[1].SetResult(["second"]);
        state.WaitForAssertion(() => state.Markup.Should().Be("<b>second</b>"));
        _started[0].SetResult(["first"]);

        state.Render();
        state.Markup.Should().Be("<b>second</b>");
    }

    [Fact]
    public void Another_key_is_drawn_once_when_its_data_is_there()
    {
        var state = Draw("page 1");
        _started[0].SetResult(["first"]);
        state.WaitForAssertion(() => state.Markup.Should().Be("<b>first</b>"));
        var drawn = state.RenderCount;

        state.Render(parameters => parameters.Add(s => s.LoadKey, "page 2"));
        state.RenderCount.Should().Be(drawn);
        _started[1].SetResult(["second"]);

        state.WaitForAssertion(() => state.Markup.Should().Be("<b>second</b>"));
        state.RenderCount.Should().Be(drawn + 1);
    }

    [Fact]
    public void The_same_key_does_not_load_again()
    {
        var state = Draw("page 1");
        state.Render(parameters => parameters.Add(s => s.LoadKey, "page 1"));

        _started.Should().ContainSingle();
    }

    [Fact]
    public async Task Leaving_the_page_stops_the_load()
    {
        Draw();
        await DisposeComponentsAsync();

        _tokens[0].IsCancellationRequested.Should().BeTrue();
    }
}
