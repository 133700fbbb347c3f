using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GiftedPortal.Features.EvidencePacks;

/// <summary>A ZIP file of JSON files with a manifest: the same content gives the same bytes. Pure.</summary>
internal static class EvidencePack
{
    // the earliest that the format knows; when a pack was made is no part of it
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read as a file, never as part of a page
        Converters = { new JsonStringEnumConverter(), new SortedKeys() },
    };

    /// <summary>Packs the files in the order given, and in front of them <c>manifest.json</c> with the SHA-256 of each.</summary>
    public static byte[] Create(IEnumerable<(string Name, object Content)> files)
    {
        var packed = files.Select(file => (file.Name, Bytes: JsonSerializer.SerializeToUtf8Bytes(file.Content, Json))).ToList();
        var manifest = JsonSerializer.SerializeToUtf8Bytes(
            new { Format = 1, Files = packed.Select(file => new { file.Name, file.Bytes.Length, Sha256 = Hash(file.Bytes) }) }, Json);
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in packed.Prepend(("manifest.json", manifest)))
            {
                // stored and not deflated: another version of the library may deflate otherwise
                var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = Epoch;
                using var content = entry.Open();
                content.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    /// <summary>SHA-256 in lower-case hex digits.</summary>
    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // a dictionary has no order that could be relied upon
    private sealed class SortedKeys : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && typeToConvert.GenericTypeArguments[0] == typeof(string);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GenericTypeArguments[1]))!;

        private sealed class Of<T> : JsonConverter<IReadOnlyDictionary<string, T>>
        {
            public override IReadOnlyDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

            public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, T> value, JsonSerializerOptions options) =>
                JsonSerializer.Serialize(writer, new SortedDictionary<string, T>(value.ToDictionary(), StringComparer.Ordinal), options);
        }
    }
}
