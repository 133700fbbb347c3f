using System.Text.RegularExpressions;
using NJsonSchema.Validation;

namespace GiftedPortal.Tests.Sandbox.Vendor;

/// <summary>Where Bob's OpenAPI document is known to be wrong.</summary>
internal static class VendorSlips
{
    public static IReadOnlyList<Slip> All { get; } =
    [
        new("items\\.id", ValidationErrorKind.IntegerExpected,
            "Ids of list items are numbers for sites and calendars only, as https://apidocs.hibob.com/docs/how-to-work-with-lists-public-api shows."),
        new("results\\.values", ValidationErrorKind.StringExpected,
            "The lifecycle table calls its wrapper a string and an object at once; the other two tables call it an object."),
        new("employees\\.about\\.superpowers", ValidationErrorKind.StringExpected,
            "Profiles calls superpowers one text; people search and the fields metadata call it a list of several."),
        new("(employees\\.)?work\\.shortStartDate", ValidationErrorKind.DateExpected,
            "A short date is month and day, as the example in the document itself shows (03-20)."),
        new("(employees\\.)?work\\.isManager", ValidationErrorKind.StringExpected,
            "The fields metadata calls isManager a boolean, and so does the document's own example."),
        new("work/tenureYears\\.value", ValidationErrorKind.StringExpected,
            "The nested form of the same field is a number, as its type in the fields metadata is."),
        new("about\\.foodPreferences", ValidationErrorKind.ObjectExpected,
            "Called an object that has items; the other lists of several beside it are called arrays."),
        new("about/foodPreferences\\.value", ValidationErrorKind.StringExpected,
            "One of the two forms of a field is called a text although the other one and the fields metadata say a list of several."),
    ];
}

/// <summary>One mistake of the document.</summary>
/// <param name="Path">A pattern for the places in replies that it concerns.</param>
/// <param name="Kind">What a right reply seems to do wrong there.</param>
/// <param name="Reason">Why the reply is right.</param>
internal sealed record Slip(string Path, ValidationErrorKind Kind, string Reason)
{
    public bool Excuses(Deviation deviation) => deviation.Kind == Kind && Regex.IsMatch(deviation.Path, $"^(?:{Path})$");
}
