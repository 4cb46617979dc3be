namespace Ludos.Wasm.Text.Printing;

/// <summary>Names of one index space, made fit to be identifiers: no two are the same.</summary>
internal sealed class NameMap
{
    private readonly Dictionary<uint, string> _byIndex = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Names an index, unless it has a name or the name is empty; a name that is taken gets the index behind it.</summary>
    public void Add(uint index, string name)
    {
        if (name.Length == 0 || _byIndex.ContainsKey(index))
        {
            return;
        }

        var unique = name;
        while (!_taken.Add(unique))
        {
            unique = $"{unique}_{index}";
        }

        _byIndex.Add(index, Literals.Identifier(unique));
    }

    /// <summary>The identifier with its <c>$</c>, or null.</summary>
    public string? Find(uint index) => _byIndex.GetValueOrDefault(index);

    /// <summary>The identifier, or the number where there is none.</summary>
    public string Reference(uint index) => Find(index) ?? $"{index}";
}
