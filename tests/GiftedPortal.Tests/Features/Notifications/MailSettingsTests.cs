using GiftedPortal.Features.Notifications.Post;
using MailKit.Security;

namespace GiftedPortal.Tests.Features.Notifications;

public sealed class MailSettingsTests
{
    [Fact]
    public void Without_a_mail_server_letters_go_into_a_folder_and_nothing_else_is_needed()
    {
        var options = Read(new MailSettings());

        options.Smtp.Should().BeNull();
        options.Folder.Should().Be(Path.GetFullPath("data/mail"));
    }

    [Theory]
    [InlineData(null, null, 587, SecureSocketOptions.StartTls)]
    [InlineData("tls", null, 465, SecureSocketOptions.SslOnConnect)]
    [InlineData("None", null, 25, SecureSocketOptions.None)]
    [InlineData("StartTls", "2525", 2525, SecureSocketOptions.StartTls)]
    public void A_mail_server_has_the_port_of_its_encryption_unless_told_otherwise(string? tls, string? port, int expected, SecureSocketOptions encryption)
    {
        var options = Read(Good(settings => (settings.Tls, settings.Port) = (tls, port)));

        (options.Smtp!.Port, options.Smtp.Encryption).Should().Be((expected, encryption));
        options.Sender.ToString().Should().Be("\"Gifted\" <portal@gifted.test>");
        options.PublicAddress.Should().Be(new Uri("https://portal.gifted.test"));
    }

    public static TheoryData<string, string?, string> Mistakes() => new()
    {
        { "Host", "smtp server", "Mail:Host" },
        { "Host", "", "Mail:Host" },
        { "Port", "0", "Mail:Port" },
        { "Port", "smtp", "Mail:Port" },
        { "Port", "70000", "Mail:Port" },
        { "Tls", "perhaps", "Mail:Tls" },
        { "User", "portal", "Mail:Password" },
        { "Password", "hunter2", "Mail:User" },
        { "Sender", null, "Mail:Sender" },
        { "Sender", "nobody", "Mail:Sender" },
        { "StaffAddress", "everybody", "Mail:StaffAddress" },
        { "Folder", " ", "Mail:Folder" },
        { "PublicAddress", null, "Portal:PublicAddress" },
        { "PublicAddress", "portal.gifted.test", "Portal:PublicAddress" },
        { "PublicAddress", "ftp://portal.gifted.test", "Portal:PublicAddress" },
        { "PublicAddress", "https://portal.gifted.test/portal", "Portal:PublicAddress" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Each_mistake_is_one_sentence_that_names_its_key(string key, string? value, string named)
    {
        var errors = new List<string>();

        Good(settings => typeof(MailSettings).GetProperty(key)!.SetValue(settings, value)).Read(errors);

        errors.Should().ContainSingle().Which.Should().Contain(named).And.EndWith(".").And.NotContain("hunter2");
    }

    [Fact]
    public void A_password_never_travels_unencrypted_to_another_machine()
    {
        var errors = new List<string>();

        Good(settings => (settings.Tls, settings.User, settings.Password) = ("None", "portal", "hunter2")).Read(errors);

        errors.Should().ContainSingle().Which.Should().Contain("Mail:Tls").And.NotContain("hunter2");
    }

    [Fact]
    public void Settings_of_a_mail_server_without_its_name_are_told()
    {
        var errors = new List<string>();

        new MailSettings { Port = "25", User = "portal" }.Read(errors);

        errors.Should().ContainSingle().Which.Should().Contain("Mail:Host").And.Contain("Mail:Port, Mail:User");
    }

    private static MailSettings Good(Action<MailSettings> change)
    {
        var settings = new MailSettings { Host = "smtp.gifted.test", Sender = "Gifted <portal@gifted.test>", PublicAddress = "https://portal.gifted.test" };
        change(settings);
        return settings;
    }

    private static PostOptions Read(MailSettings settings)
    {
        var errors = new List<string>();
        var options = settings.Read(errors);
        errors.Should().BeEmpty();
        return options;
    }
}
