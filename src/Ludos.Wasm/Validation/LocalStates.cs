namespace Ludos.Wasm.Validation;

/// <summary>The locals of a function and which of them hold a value yet: one that cannot be null must be set before it is read, and counts as set only until its block ends.</summary>
internal sealed class LocalStates
{
    private readonly List<ValueType> _types = [];
    private readonly List<bool> _isSet = [];
    private readonly List<int> _setInBlocks = [];

    public int Count => _types.Count;

    /// <summary>To hand to <see cref="Forget"/> when the block ends that begins now.</summary>
    public int Mark => _setInBlocks.Count;

    public void Begin(ReadOnlySpan<ValueType> parameters, ReadOnlySpan<ValueType> locals)
    {
        _types.Clear();
        _isSet.Clear();
        _setInBlocks.Clear();
        _types.EnsureCapacity(parameters.Length + locals.Length);
        _isSet.EnsureCapacity(parameters.Length + locals.Length);
        foreach (var parameter in parameters)
        {
            _types.Add(parameter);
            _isSet.Add(true);
        }

        foreach (var local in locals)
        {
            _types.Add(local);
            _isSet.Add(local.HasDefault);
        }
    }

    public ValueType Type(int local) => _types[local];

    public bool IsSet(int local) => _isSet[local];

    public void Set(int local)
    {
        if (!_isSet[local])
        {
            _isSet[local] = true;
            _setInBlocks.Add(local);
        }
    }

    public void Forget(int mark)
    {
        for (var i = mark; i < _setInBlocks.Count; i++)
        {
            _isSet[_setInBlocks[i]] = false;
        }

        _setInBlocks.RemoveRange(mark, _setInBlocks.Count - mark);
    }
}
