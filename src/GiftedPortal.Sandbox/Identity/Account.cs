using System.Security.Cryptography;
using System.Text;

namespace GiftedPortal.Sandbox.Identity;

/// <summary>Somebody who can sign in at the sandbox's sign-in provider. Nobody has a password.</summary>
/// <param name="Email">The address, in lower case; unique.</param>
/// <param name="Name">The full name, or the address where nothing else is known.</param>
/// <param name="Description">Who the person is, in one line, for whoever has to choose one; empty where nothing is known.</param>
/// <param name="Company">The company on whose list the person stands on the sign-in page; empty for strangers.</param>
/// <param name="Roles">The values of the <c>roles</c> claim; empty for customers.</param>
public sealed record Account(string Email, string Name, string Description, string Company, IReadOnlyList<string> Roles)
{
    /// <summary>The <c>sub</c> claim: opaque, and the same in every process.</summary>
    public string Subject { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Email)))[..20];

    /// <summary>True for Gifted's own people.</summary>
    public bool IsStaff => Roles.Count > 0;
}
