using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>The settings of all companies in one JSON file. A write replaces the file in one step, so that a killed process leaves the old
/// file or the new one, never half of one.</summary>
internal sealed class WorldFile(string path)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public ImmutableDictionary<long, CompanySettings>? Read()
    {
        if (!File.Exists(path))
            return null;

        using var stream = File.OpenRead(path);
        try
        {
            return JsonSerializer.Deserialize<ImmutableDictionary<long, CompanySettings>>(stream, Json);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path} does not hold a sandbox's settings. Delete it to start afresh.", broken);
        }
    }

    public void Write(ImmutableDictionary<long, CompanySettings> settings)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var next = path + ".next";
        using (var stream = File.Create(next))
        {
            JsonSerializer.Serialize(stream, settings, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }
}
