using System.Security.Cryptography;
using System.Text;
using GiftedPortal.Features.Setup;

namespace GiftedPortal.Tests.Features.Setup;

public sealed class ConsentTextTests
{
    private const string Fingerprint = "1:8C77B47701BBC6B7";

    [Fact]
    public void The_version_is_raised_whenever_the_text_changes()
    {
        var texts = new System.Resources.ResourceManager(typeof(SetupText));
        var all = string.Join('\n', ConsentText.Keys.Select(key => texts.GetString(key, System.Globalization.CultureInfo.InvariantCulture)));

        $"{ConsentText.Version}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16]}".Should().Be(
            Fingerprint, "what somebody agreed to is stored by its version: raise ConsentText.Version when the meaning changes, then write the new fingerprint here");
    }
}
