namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>A technical account that calls the API (https://apidocs.hibob.com/docs/api-service-users). It may do nothing until a permission
/// group has it as a member.</summary>
/// <param name="Id">The user name of the API, such as <c>SERVICE-12345</c>.</param>
/// <param name="Name">The name that the administrator gave it.</param>
/// <param name="DisplayName">The name that colleagues see.</param>
/// <param name="TokenHash">SHA-256 of the token, in hexadecimal. The token itself is kept nowhere.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="TokenCreatedAt">When the present token was made; UTC.</param>
public sealed record ServiceUser(
    string Id, string Name, string DisplayName, string TokenHash, DateTimeOffset CreatedAt, DateTimeOffset TokenCreatedAt);

/// <summary>What Bob shows once, when a service user is created or its token refreshed.</summary>
/// <param name="Id">The service user's id.</param>
/// <param name="Token">The secret; it cannot be read again.</param>
public sealed record ServiceUserCredentials(string Id, string Token)
{
    /// <summary>Names the service user, without its token.</summary>
    public override string ToString() => Id;
}
