using Microsoft.Extensions.Options;

namespace GiftedPortal.Providers.HiBob;

/// <summary>Reports every mistake in the section at once, each as a sentence that names its key.</summary>
internal sealed class HiBobOptionsValidator : IValidateOptions<HiBobOptions>
{
    public ValidateOptionsResult Validate(string? name, HiBobOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(HiBobOptions options)
    {
        if (options.Environments.Count == 0)
            yield return "HiBob:Environments must name at least one environment, such as HiBob:Environments:Production:BaseUrl = https://api.hibob.com/v1.";

        foreach (var (name, environment) in options.Environments)
            if (BaseUrlError(environment.BaseUrl) is { } error)
                yield return $"HiBob:Environments:{name}:BaseUrl {error}.";

        if (!options.Environments.ContainsKey(options.DefaultEnvironment))
            yield return $"HiBob:DefaultEnvironment must be one of {string.Join(", ", options.Environments.Keys)}, but is '{options.DefaultEnvironment}'.";
    }

    private static string? BaseUrlError(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
            return "must be an absolute https address, such as https://api.hibob.com/v1";
        if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
            return "must use https: plain http is for this machine only (localhost)";
        return uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0
            ? "must be an address only, without user name, query or fragment"
            : null;
    }
}
