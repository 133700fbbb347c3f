using System.Globalization;
using MimeKit;

namespace GiftedPortal.Features.Notifications.Post;

/// <summary>Keeps letters as <c>.eml</c> files where no mail server is configured. Names sort by time; a file appears whole or not at all.</summary>
internal sealed class FolderPost(PostOptions options) : IPost
{
    public async Task SendAsync(MimeMessage message, CancellationToken limit)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{message.Date.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{message.MessageId!.Split('@')[0]}");
        var file = Path.Combine(options.Folder, $"{name}.eml");
        var unfinished = Path.Combine(options.Folder, $".{name}.part");
        try
        {
            Directory.CreateDirectory(options.Folder);
            // links in letters are as good as passwords
            var create = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using (var stream = new FileStream(unfinished, create))
            {
                await message.WriteToAsync(stream, limit);
            }

            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PostException(PostFailureKind.Folder, null, exception);
        }
    }
}
