using System.Numerics;

namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>A set of a function's locals.</summary>
internal sealed class LocalSet(int localCount)
{
    private const int WordBits = 64;
    private readonly ulong[] _words = new ulong[(localCount + WordBits - 1) / WordBits];

    public bool Contains(int local) => (_words[local / WordBits] & (1UL << (local % WordBits))) != 0;

    public void Add(int local) => _words[local / WordBits] |= 1UL << (local % WordBits);

    public void Remove(int local) => _words[local / WordBits] &= ~(1UL << (local % WordBits));

    public void Clear() => Array.Clear(_words);

    public void Fill()
    {
        for (var local = 0; local < localCount; local++)
        {
            Add(local);
        }
    }

    public void Assign(LocalSet other) => other._words.CopyTo(_words, 0);

    public void UnionWith(LocalSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    public void IntersectWith(LocalSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= other._words[i];
        }
    }

    public void ExceptWith(LocalSet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= ~other._words[i];
        }
    }

    public LocalSet Copy()
    {
        var copy = new LocalSet(localCount);
        copy.Assign(this);
        return copy;
    }

    /// <summary>In rising order.</summary>
    public IEnumerable<int> Members()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            for (var rest = _words[i]; rest != 0; rest &= rest - 1)
            {
                yield return (i * WordBits) + BitOperations.TrailingZeroCount(rest);
            }
        }
    }
}
