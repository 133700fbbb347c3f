using System.Text;
using System.Text.Json;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>
/// The places in an employee object at which wanted fields may stand: nested by <c>jsonPath</c>, and flat under a slash key
/// (<c>"/work/site":{"value":…}</c>). Bob sends both forms together (apidocs.hibob.com/reference/post_people-search).
/// It remembers what came last, as a guess that is checked: readings may share a tree, but are faster with one of their own.
/// </summary>
internal sealed class FieldTree
{
    public Node Root { get; } = new("");

    /// <summary>Adds a field by its id and path; both lead to the same <paramref name="field"/> number.</summary>
    public void Add(string id, string jsonPath, int field)
    {
        AddNested(jsonPath, field);
        var flat = Root.Child("/" + id.Replace('.', '/'));
        flat.Field ??= field;
        flat.Child("value").Field ??= field;
    }

    /// <summary>Adds a place within the nested form alone.</summary>
    public void AddNested(string jsonPath, int field)
    {
        var node = jsonPath.Split('.').Aggregate(Root, (parent, name) => parent.Child(name));
        node.Field ??= field;
    }

    /// <summary>A property name on the way to a field.</summary>
    public sealed class Node(string name)
    {
        private readonly byte[] _name = Encoding.UTF8.GetBytes(name);
        private List<Node>[] _byLength = [];
        private Node? _found;
        private Node? _follower;

        public int? Field { get; set; }

        public bool HasChildren => _byLength.Length > 0;

        public Node Child(string childName)
        {
            var length = Encoding.UTF8.GetByteCount(childName);
            if (_byLength.Length <= length)
                _byLength = [.. _byLength, .. Enumerable.Range(0, length + 1 - _byLength.Length).Select(_ => new List<Node>())];
            var node = _byLength[length].Find(child => child._name.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(childName)));
            if (node is null)
                _byLength[length].Add(node = new Node(childName));
            return node;
        }

        /// <summary>
        /// The child that the reader's property name means, or null. This runs for every property of every employee, and employees are alike: what followed the
        /// child found last will most likely follow it again.
        /// </summary>
        public Node? Find(ref Utf8JsonReader reader)
        {
            if (_found?._follower is { } follower && reader.ValueTextEquals(follower._name))
                return _found = follower;
            var found = reader.ValueIsEscaped ? FindEscaped(ref reader) : FindPlain(ref reader);
            if (found is not null)
            {
                _found?._follower = found;
                _found = found;
            }

            return found;
        }

        private Node? FindPlain(ref Utf8JsonReader reader)
        {
            var length = reader.HasValueSequence ? (int)reader.ValueSequence.Length : reader.ValueSpan.Length;
            if (length >= _byLength.Length)
                return null;
            foreach (var child in _byLength[length])
                if (reader.ValueTextEquals(child._name))
                    return child;
            return null;
        }

        private Node? FindEscaped(ref Utf8JsonReader reader)
        {
            foreach (var children in _byLength)
                foreach (var child in children)
                    if (reader.ValueTextEquals(child._name))
                        return child;
            return null;
        }
    }
}
