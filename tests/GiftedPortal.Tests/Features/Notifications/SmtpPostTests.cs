using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Notifications.Post;
using MailKit.Security;
using MimeKit;

namespace GiftedPortal.Tests.Features.Notifications;

/// <summary>The nasty cases: a mail server that is slow, refuses, or dies at any moment.</summary>
public sealed class SmtpPostTests
{
    [Fact]
    public async Task A_message_arrives_as_it_was_written()
    {
        await using var server = new ScriptedSmtpServer();

        await SendAsync(server);

        server.Taken.Should().ContainSingle().Which.Should().Contain("Message-Id: <one@gifted.test>").And.Contain("Hello");
        server.Commands.Should().Contain("QUIT");
    }

    [Fact]
    public async Task A_server_that_accepts_slowly_is_waited_for()
    {
        var patience = new TaskCompletionSource();
        await using var server = new ScriptedSmtpServer { Waits = (".", patience.Task) };

        var sending = SendAsync(server);
        await server.Reached.Task.WaitAsync(Stop);
        sending.IsCompleted.Should().BeFalse();
        patience.SetResult();

        await sending;
        server.Taken.Should().ContainSingle();
    }

    [Theory]
    [InlineData("*")]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    [InlineData(".")]
    public async Task A_server_that_never_answers_is_left_at_the_limit(string command)
    {
        await using var server = new ScriptedSmtpServer { Waits = (command, new TaskCompletionSource().Task) };
        using var limit = new CancellationTokenSource();

        var sending = SendAsync(server, limit: limit.Token);
        await server.Reached.Task.WaitAsync(Stop);
        await limit.CancelAsync();

        (await FailureAsync(() => sending)).Kind.Should().Be(PostFailureKind.TimedOut);
    }

    [Theory]
    [InlineData("*", "421 4.3.2 closing", PostFailureKind.NotNow, "421 4.3.2")]
    [InlineData("*", "554 5.7.1 not from you", PostFailureKind.NotNow, "554 5.7.1")]
    [InlineData("MAIL", "450 4.2.0 greylisted", PostFailureKind.NotNow, "450 4.2.0")]
    [InlineData("MAIL", "530 5.7.0 sign in first", PostFailureKind.SignIn, null)]
    [InlineData("MAIL", "553 5.7.1 not your sender", PostFailureKind.Message, "553 5.7.1")]
    [InlineData("RCPT", "452 4.2.2 mailbox full", PostFailureKind.NotNow, "452 4.2.2")]
    [InlineData("RCPT", "550 5.1.1 no such user", PostFailureKind.Recipient, "550 5.1.1")]
    [InlineData("RCPT", "550 no such user, see /invite/secret", PostFailureKind.Recipient, "550")]
    [InlineData("DATA", "554 5.7.1 no", PostFailureKind.Message, "554 5.7.1")]
    [InlineData(".", "451 4.3.0 try later", PostFailureKind.NotNow, "451 4.3.0")]
    [InlineData(".", "552 5.3.4 too big", PostFailureKind.Message, "552 5.3.4")]
    public async Task A_refusal_is_named_with_the_codes_and_without_the_words_of_the_server(string command, string answer, PostFailureKind kind, string? code)
    {
        await using var server = new ScriptedSmtpServer { Answers = { [command] = answer } };

        var failure = await FailureAsync(() => SendAsync(server));

        (failure.Kind, failure.Code).Should().Be((kind, code));
        server.Taken.Should().BeEmpty();
    }

    [Theory]
    [InlineData("*", PostFailureKind.Unreachable)]
    [InlineData("EHLO", PostFailureKind.Unreachable)]
    [InlineData("MAIL", PostFailureKind.BrokenOff)]
    [InlineData("RCPT", PostFailureKind.BrokenOff)]
    [InlineData("DATA", PostFailureKind.BrokenOff)]
    [InlineData(".", PostFailureKind.BrokenOff)]
    public async Task A_server_that_hangs_up_is_named_by_whether_it_may_have_the_letter(string command, PostFailureKind kind)
    {
        await using var server = new ScriptedSmtpServer { Answers = { [command] = "hang up" } };

        (await FailureAsync(() => SendAsync(server))).Kind.Should().Be(kind);
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_of_the_message_has_not_taken_it()
    {
        await using var server = new ScriptedSmtpServer { DiesAfterLines = 3 };

        (await FailureAsync(() => SendAsync(server))).Kind.Should().Be(PostFailureKind.BrokenOff);
        server.Taken.Should().BeEmpty();
    }

    [Fact]
    public async Task A_server_that_dies_after_it_took_the_message_has_taken_it()
    {
        await using var server = new ScriptedSmtpServer { Answers = { ["QUIT"] = "hang up" } };

        await SendAsync(server);

        server.Taken.Should().ContainSingle();
    }

    [Fact]
    public async Task Something_that_is_no_mail_server_is_not_reached()
    {
        await using var server = new ScriptedSmtpServer { Answers = { ["*"] = "HTTP/1.1 400 Bad Request" } };

        (await FailureAsync(() => SendAsync(server))).Kind.Should().Be(PostFailureKind.Unreachable);
    }

    [Fact]
    public async Task Nobody_listening_is_not_reached()
    {
        int port;
        await using (var server = new ScriptedSmtpServer())
        {
            port = server.Port;
        }

        (await FailureAsync(() => new SmtpPost(new SmtpOptions("127.0.0.1", port, SecureSocketOptions.None, null, null)).SendAsync(Message(), Stop)))
            .Kind.Should().Be(PostFailureKind.Unreachable);
    }

    [Fact]
    public async Task A_server_without_encryption_gets_nothing_where_encryption_is_asked_for()
    {
        await using var server = new ScriptedSmtpServer();

        (await FailureAsync(() => SendAsync(server, SecureSocketOptions.StartTls))).Kind.Should().Be(PostFailureKind.Encryption);
        server.Commands.Should().NotContain(command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_is_named_and_never_repeated()
    {
        await using var server = new ScriptedSmtpServer { Answers = { ["AUTH"] = "535 5.7.8 hunter2 is wrong" } };

        var failure = await FailureAsync(() => SendAsync(server, user: "portal"));

        failure.Kind.Should().Be(PostFailureKind.SignIn);
        failure.Message.Should().NotContain("hunter2");
        failure.Code.Should().NotContain("hunter2");
    }

    [Fact]
    public async Task An_address_beyond_ASCII_at_a_server_that_knows_none_is_refused_for_good()
    {
        await using var server = new ScriptedSmtpServer();

        (await FailureAsync(() => SendAsync(server, to: "דנה@acme.test"))).Kind.Should().Be(PostFailureKind.Recipient);
    }

    private static Task SendAsync(
        ScriptedSmtpServer server, SecureSocketOptions encryption = SecureSocketOptions.None, string? user = null, string to = "omer@acme.test", CancellationToken? limit = null) =>
        new SmtpPost(new SmtpOptions("127.0.0.1", server.Port, encryption, user, user is null ? null : "hunter2")).SendAsync(Message(to), limit ?? Stop);

    private static MimeMessage Message(string to = "omer@acme.test")
    {
        var message = new MimeMessage { MessageId = "one@gifted.test", Subject = "Hello", Body = new TextPart("plain") { Text = "One\nTwo\nThree\n" } };
        message.From.Add(new MailboxAddress("Gifted", "portal@gifted.test"));
        message.To.Add(new MailboxAddress(null, to));
        return message;
    }

    private static async Task<PostException> FailureAsync(Func<Task> sending) => (await sending.Should().ThrowAsync<PostException>()).Which;
}
