using System.Security.Claims;
using GiftedPortal.Features.Identity;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Hosting;

/// <summary>The settings under <c>Authentication</c>.</summary>
internal sealed class SignInOptions
{
    public const string Section = "Authentication";

    public OidcOptions Oidc { get; init; } = new();

    public RoleOptions Roles { get; init; } = new();

    public sealed class OidcOptions
    {
        public string Authority { get; init; } = "";

        public string ClientId { get; init; } = "";

        public string ClientSecret { get; init; } = "";

        public string RoleClaim { get; init; } = "";
    }

    public sealed class RoleOptions
    {
        public string Reviewer { get; init; } = "";

        public string Operator { get; init; } = "";

        public string Auditor { get; init; } = "";

        public string Admin { get; init; } = "";
    }

    /// <summary>The staff roles that a signed-in person's claims give.</summary>
    public IEnumerable<StaffRoles> RolesOf(ClaimsPrincipal principal)
    {
        var values = principal.FindAll(Oidc.RoleClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        return new (string Value, StaffRoles Role)[]
            {
                (Roles.Reviewer, StaffRoles.Reviewer), (Roles.Operator, StaffRoles.Operator),
                (Roles.Auditor, StaffRoles.Auditor), (Roles.Admin, StaffRoles.Admin),
            }
            .Where(pair => pair.Value.Length > 0 && values.Contains(pair.Value))
            .Select(pair => pair.Role);
    }
}

internal sealed class SignInOptionsValidator : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        var problems = new List<string>();
        if (!Uri.TryCreate(options.Oidc.Authority, UriKind.Absolute, out var authority) || authority.Scheme is not ("http" or "https"))
        {
            problems.Add($"Authentication:Oidc:Authority is '{options.Oidc.Authority}'; it must be the https address of the sign-in provider.");
        }
        else if (authority.Scheme == "http" && !authority.IsLoopback)
        {
            problems.Add($"Authentication:Oidc:Authority is '{options.Oidc.Authority}'; plain http is accepted for this machine only, use https.");
        }

        Require("Authentication:Oidc:ClientId", options.Oidc.ClientId, "the id that the sign-in provider gave to the portal");
        Require("Authentication:Oidc:ClientSecret", options.Oidc.ClientSecret, "the secret that the sign-in provider gave to the portal");
        Require("Authentication:Oidc:RoleClaim", options.Oidc.RoleClaim, "the name of the claim that carries staff roles");
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;

        void Require(string key, string value, string meaning)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                problems.Add($"{key} is empty; it must be {meaning}.");
            }
        }
    }
}
