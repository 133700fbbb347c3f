using System.Collections.Frozen;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>All fields and categories of one company. Starts from what a new Bob company has; the other members do what an administrator may
/// do to them.</summary>
public sealed class FieldCatalogue
{
    private readonly FrozenDictionary<string, Field> _byId;

    private FieldCatalogue(IReadOnlyList<Category> categories, IReadOnlyList<Field> fields)
    {
        Categories = categories;
        Fields = fields;
        _byId = fields.ToFrozenDictionary(field => field.Id);
    }

    /// <summary>The fields and categories of a company that changed nothing.</summary>
    public static FieldCatalogue Default { get; } = Read();

    /// <summary>The categories, in Bob's order.</summary>
    public IReadOnlyList<Category> Categories { get; }

    /// <summary>The fields, category by category.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The field with that id, or null where the company has none.</summary>
    public Field? Find(string fieldId) => _byId.GetValueOrDefault(fieldId);

    /// <summary>The same catalogue, with one category more.</summary>
    public FieldCatalogue Add(Category category) => new([.. Categories, category], Fields);

    /// <summary>The same catalogue, with one field more.</summary>
    public FieldCatalogue Add(Field field) => new(Categories, [.. Fields, field]);

    /// <summary>The same catalogue, with another display name for one category. Its id stays.</summary>
    public FieldCatalogue Rename(string categoryId, string name) =>
        new([.. Categories.Select(category => category.Id == categoryId ? category with { Name = name } : category)], Fields);

    /// <summary>The same catalogue, with one field moved to another category. The field's id stays, its permission follows the new category.</summary>
    public FieldCatalogue Move(string fieldId, string categoryId) =>
        new(Categories, [.. Fields.Select(field => field.Id == fieldId ? field with { CategoryId = categoryId } : field)]);

    private static FieldCatalogue Read()
    {
        using var stream = typeof(FieldCatalogue).Assembly.GetManifestResourceStream("GiftedPortal.Sandbox.HiBob.Model.fields.tsv")!;
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        return new(
            [.. rows.Select(row => new Category(row[0], row[1])).Distinct()],
            [.. rows.Select(row => new Field(row[2], row[0], row[4], row[3], row[5], row[6].Length == 0 ? null : row[6], row[7].Length > 0))]);
    }
}
