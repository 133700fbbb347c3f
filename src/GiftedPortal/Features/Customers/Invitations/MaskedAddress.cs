namespace GiftedPortal.Features.Customers.Invitations;

/// <summary>An e-mail address that its owner recognises and nobody else learns: <c>y***@z.example</c>.</summary>
internal static class MaskedAddress
{
    public static string Of(string email) => email.LastIndexOf('@') is var at and > 0 ? $"{email[..1]}***{email[at..]}" : "***";
}
