using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Notifications.Post;
using MimeKit;

namespace GiftedPortal.Tests.Features.Notifications;

public sealed class FolderPostTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gifted-mail-").FullName;

    private string Mail => Path.Combine(_folder, "mail");

    [Fact]
    public async Task Files_sort_by_time_hold_the_message_and_are_for_their_owner_alone()
    {
        await SendAsync("b", 10);
        await SendAsync("a", 11);

        var files = Directory.GetFiles(Mail).Order(StringComparer.Ordinal).ToArray();
        files.Select(file => Path.GetFileName(file)!).Should().Equal("20260302T100000Z-b.eml", "20260302T110000Z-a.eml");
        (await MimeMessage.LoadAsync(files[0], Stop)).Subject.Should().Be("Hello b");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(files[0]).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task The_same_message_again_is_the_same_file()
    {
        await SendAsync("a", 10);
        await SendAsync("a", 10);

        Directory.GetFiles(Mail).Should().ContainSingle();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_named_so()
    {
        await File.WriteAllTextAsync(Mail, "a file", Stop);

        (await this.Awaiting(one => one.SendAsync("a", 10)).Should().ThrowAsync<PostException>()).Which.Kind.Should().Be(PostFailureKind.Folder);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task SendAsync(string id, int hour)
    {
        using var message = new MimeMessage
        {
            MessageId = $"{id}@gifted.test",
            Subject = $"Hello {id}",
            Date = new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero),
            Body = new TextPart("plain") { Text = "text" },
        };
        await new FolderPost(LetterBench.Options with { Folder = Mail }).SendAsync(message, Stop);
    }
}
