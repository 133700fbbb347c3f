using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace GiftedPortal.Benchmarks.Sync;

/// <summary>The floor of reading: one <see cref="Utf8JsonReader"/> pass over the body, without knowing any field.</summary>
/// <param name="person">Gets the id and the texts of each person, to be used before it returns; null: nothing is kept of them.</param>
internal sealed class BodyPass(Action<string, List<string>>? person)
{
    private const int PersonDepth = 2;

    private readonly List<string> _texts = [];
    private JsonReaderState _state;
    private string _id = "";
    private bool _isId;
    private bool _flat;

    public int People { get; private set; }

    public async Task ReadAsync(Stream body)
    {
        var pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 * 1024, minimumReadSize: 16 * 1024));
        bool last;
        do
        {
            var piece = await pipe.ReadAsync();
            last = piece.IsCompleted;
            pipe.AdvanceTo(Read(piece.Buffer, last), piece.Buffer.End);
        }
        while (!last);
    }

    private SequencePosition Read(ReadOnlySequence<byte> piece, bool last)
    {
        var reader = new Utf8JsonReader(piece, last, _state);
        while (reader.Read())
            Take(ref reader);
        _state = reader.CurrentState;
        return reader.Position;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.EndObject when reader.CurrentDepth == PersonDepth:
                People++;
                person?.Invoke(_id, _texts);
                _texts.Clear();
                break;
            case JsonTokenType.PropertyName when person is not null && reader.CurrentDepth == PersonDepth + 1:
                // every value comes twice, nested and under a key with slashes: once is enough
                _isId = reader.ValueTextEquals("id"u8);
                _flat = !reader.HasValueSequence && reader.ValueSpan is [(byte)'/', ..];
                break;
            case JsonTokenType.String when person is not null && !_flat:
                _texts.Add(reader.GetString()!);
                _id = _isId ? _texts[^1] : _id;
                _isId = false;
                break;
        }
    }
}
