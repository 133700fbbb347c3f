using System.Text.RegularExpressions;
using NJsonSchema.Validation;

namespace GiftedPortal.Tests.Sandbox.Vendor;

/// <summary>Where Bob's OpenAPI document is known to be wrong.</summary>
internal static class VendorSlips
{
    public static IReadOnlyList<Slip> All { get; } = [];
}

/// <summary>One mistake of the document.</summary>
/// <param name="Path">A pattern for the places in replies that it concerns.</param>
/// <param name="Kind">What a right reply seems to do wrong there.</param>
/// <param name="Reason">Why the reply is right.</param>
internal sealed record Slip(string Path, ValidationErrorKind Kind, string Reason)
{
    public bool Excuses(Deviation deviation) => deviation.Kind == Kind && Regex.IsMatch(deviation.Path, $"^(?:{Path})$");
}
