namespace GiftedPortal.EndToEndTests.Testing;

public sealed class ChildProcessTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_that_ends_before_it_says_the_words_fails_with_what_it_said_instead()
    {
        await using var child = ChildProcess.Start("sh", ["-c", "echo no room left; exit 3"]);

        await FluentActions.Awaiting(() => child.WaitForOutputAsync("ready", Cancelled))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*exit code 3*'ready'*no room left*");
    }

    [Fact]
    public async Task Words_said_before_or_after_one_waits_are_heard()
    {
        await using var child = ChildProcess.Start("sh", ["-c", "echo one; echo two >&2; exec cat /dev/zero >/dev/null"]);

        await child.WaitForOutputAsync("one", Cancelled);
        await child.WaitForOutputAsync("two", Cancelled);
        await child.WaitForOutputAsync("one", Cancelled);

        child.HasExited.Should().BeFalse();
        await child.KillAsync();
        child.HasExited.Should().BeTrue();
    }
}
