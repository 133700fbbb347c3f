namespace GiftedPortal.Tests.Testing;

/// <summary>The checkout that the tests were built from: the nearest folder above them that holds the solution.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "GiftedPortal.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"No folder above {start} holds GiftedPortal.sln: run the tests from a checkout.");
    }
}
