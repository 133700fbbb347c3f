namespace GiftedPortal.Sandbox.Identity;

/// <summary>Where the sign-in provider's pages are, and the one client it serves.</summary>
internal static class IdentityAddresses
{
    public const string Root = "/id";
    public const string SignIn = Root + "/sign-in";
    public const string SignOut = Root + "/sign-out";
    public const string Authorize = Root + "/connect/authorize";
    public const string UserInfo = Root + "/connect/userinfo";
    public const string EndSession = Root + "/connect/end-session";

    public const string ClientId = "gifted-portal";
    public const string ClientSecret = "development-only-secret";
    public const string RolesClaim = "roles";

    /// <summary>The addresses without a port: a native application may use any port of a loopback address with them
    /// (RFC 8252, 7.3), which is how every developer's and every test's portal is served by one registration.</summary>
    public static IEnumerable<Uri> Loopback(string path) =>
    [
        new("http://localhost" + path), new("https://localhost" + path), new("http://127.0.0.1" + path), new("https://127.0.0.1" + path),
    ];
}
