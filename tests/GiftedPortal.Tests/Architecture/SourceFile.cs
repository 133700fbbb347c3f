using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Architecture;

/// <summary>A text file of the repository.</summary>
/// <param name="Path">Relative to the repository's root, with forward slashes.</param>
/// <param name="Text">Its content.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private static readonly string[] NotOurs = [".git", ".vs", ".idea", "bin", "obj", "node_modules"];
    private static readonly string[] MadeByRunning = ["artifacts", "data"];
    private static readonly Lazy<IReadOnlyList<SourceFile>> Everything = new(() => [.. ReadAll()]);

    /// <summary>Every text file of the repository, in order; build output and what running leaves behind are not part of it.</summary>
    public static IReadOnlyList<SourceFile> All => Everything.Value;

    /// <summary>Hand-written C# and Razor under a folder; migrations and designer files are written by tools.</summary>
    public static IEnumerable<SourceFile> CodeUnder(string folder) =>
        All.Where(file => file.IsUnder(folder) && file.IsCode && !file.IsGenerated);

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public bool IsRazor => Path.EndsWith(".razor", StringComparison.Ordinal);

    public int LineCount => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    private bool IsCode => IsRazor || Path.EndsWith(".cs", StringComparison.Ordinal);

    private bool IsGenerated => Path.Contains("/Migrations/", StringComparison.Ordinal) || Path.EndsWith(".Designer.cs", StringComparison.Ordinal);

    private static IEnumerable<SourceFile> ReadAll() =>
        from path in FilesIn(new DirectoryInfo(RepositoryRoot.Path), isRoot: true)
        let text = File.ReadAllText(path)
        where !text.Contains('\0')
        let relative = System.IO.Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/')
        orderby relative
        select new SourceFile(relative, text);

    private static IEnumerable<string> FilesIn(DirectoryInfo folder, bool isRoot) =>
        folder.EnumerateFiles().Where(file => !NotOurs.Contains(file.Name)).Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories()
                .Where(inner => !NotOurs.Contains(inner.Name) && !(isRoot && MadeByRunning.Contains(inner.Name)))
                .SelectMany(inner => FilesIn(inner, isRoot: false)));
}
