using System.Text.RegularExpressions;
using GiftedPortal.Tests.Testing;
using NJsonSchema;
using NJsonSchema.Validation;
using NSwag;

namespace GiftedPortal.Tests.Sandbox.Vendor;

/// <summary>Bob's own OpenAPI document of June 2025, which is kept beside the repository and not in it. Tests that need it skip where it is not there.</summary>
internal sealed partial class VendorDocument
{
    private static readonly string File = Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "../shared/hibob/vendor-openapi-2025-06.yml"));

    private readonly OpenApiDocument _document;

    private VendorDocument(OpenApiDocument document) => _document = document;

    public static async Task<VendorDocument> OpenAsync()
    {
        Assert.SkipUnless(System.IO.File.Exists(File), $"Bob's OpenAPI document is not at {File}.");
        var document = new VendorDocument(await OpenApiYamlDocument.FromYamlAsync(await System.IO.File.ReadAllTextAsync(File)));
        foreach (var path in document._document.Paths.Values)
            foreach (var operation in path.Values)
                foreach (var reply in operation.Responses.Values.SelectMany(response => response.Content.Values))
                    Loosen(reply.Schema);
        return document;
    }

    public JsonSchema Reply(string method, string path) => _document.Paths[path][method].Responses["200"].Content["application/json"].Schema;

    /// <summary>One employee in the machine format: the document describes the three formats side by side.</summary>
    public JsonSchema Employee(string path) => Reply("post", path).Properties["employees"].Item!.AnyOf.Single(format => format.Title?.StartsWith("Machine", StringComparison.Ordinal) == true);

    /// <summary>One row of a bulk table, which the document describes inside a wrapper only.</summary>
    public JsonSchema BulkRow(string table) => Reply("get", "/bulk/people/" + table).Properties["results"].Item!.Properties["values"].Item!.AnyOf.Single().Properties["values"].Item!;

    /// <summary>Where the reply is not what the document says, as <c>work.title StringExpected</c>, without positions in lists.</summary>
    public static IReadOnlyList<Deviation> Deviations(JsonSchema schema, string reply) =>
        [.. schema.Validate(reply, SchemaType.OpenApi3).SelectMany(Leaves).Select(error => new Deviation(Position().Replace(error.Path ?? "", "").TrimStart('#', '/', '.'), error.Kind)).Distinct()];

    // two slips run through the whole document: it calls nothing nullable although replies are full of null, and it joins with oneOf what fits
    // several of its parts, as every part is an object without a required property
    private static void Loosen(JsonSchema? schema)
    {
        if (schema is null || schema.IsNullableRaw == true)
            return;

        schema.IsNullableRaw = true;
        foreach (var part in schema.OneOf.ToList())
        {
            schema.OneOf.Remove(part);
            schema.AnyOf.Add(part);
        }

        foreach (var part in schema.AnyOf.Concat(schema.AllOf).Concat(schema.Properties.Values).Append(schema.Item))
            Loosen(part);
    }

    private static IEnumerable<ValidationError> Leaves(ValidationError error) => error is ChildSchemaValidationError { Errors: var parts } && parts.Values.Any(errors => errors.Count > 0)
        ? parts.Values.SelectMany(errors => errors).SelectMany(Leaves)
        : [error];

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Position();
}

/// <summary>A reply is not what the document says.</summary>
/// <param name="Path">Where, without positions in lists.</param>
/// <param name="Kind">How.</param>
internal sealed record Deviation(string Path, ValidationErrorKind Kind);
