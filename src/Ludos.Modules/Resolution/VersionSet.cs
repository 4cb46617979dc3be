using System.Numerics;

namespace Ludos.Modules;

/// <summary>
/// What may be true of one module: a set over "absent" (bit 0) and its versions, newest first (bits 1 and up). A set without
/// "absent" says that the module is needed. All sets of one module are exact, so the algebra of terms is that of bits.
/// </summary>
internal readonly struct VersionSet : IEquatable<VersionSet>
{
    public const int Absent = 0;

    private const int WordBits = 64;

    private readonly ulong _low;

    /// <summary>Words past the first; null where 64 bits are enough.</summary>
    private readonly ulong[]? _high;

    private VersionSet(ulong low, ulong[]? high)
    {
        _low = low;
        _high = high;
    }

    public bool IsEmpty => _low == 0 && (_high is null || !_high.AsSpan().ContainsAnyExcept(0UL));

    /// <summary>Whether the module is needed: only versions are left.</summary>
    public bool ExcludesAbsent => (_low & 1) == 0;

    public int Count
    {
        get
        {
            int count = BitOperations.PopCount(_low);
            if (_high is not null)
            {
                foreach (ulong word in _high) count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>The lowest bit: the newest version, where absent is excluded; -1 in the empty set.</summary>
    public int First
    {
        get
        {
            if (_low != 0) return BitOperations.TrailingZeroCount(_low);
            for (int index = 0; index < (_high?.Length ?? 0); index++)
            {
                if (_high![index] != 0) return ((index + 1) * WordBits) + BitOperations.TrailingZeroCount(_high[index]);
            }

            return -1;
        }
    }

    public static bool operator ==(VersionSet left, VersionSet right) => left.Equals(right);

    public static bool operator !=(VersionSet left, VersionSet right) => !left.Equals(right);

    public static VersionSet operator &(VersionSet left, VersionSet right)
    {
        if (left._high is null) return new VersionSet(left._low & right._low, null);
        ulong[] high = new ulong[left._high.Length];
        for (int index = 0; index < high.Length; index++) high[index] = left._high[index] & right._high![index];
        return new VersionSet(left._low & right._low, high);
    }

    public static VersionSet operator |(VersionSet left, VersionSet right)
    {
        if (left._high is null) return new VersionSet(left._low | right._low, null);
        ulong[] high = new ulong[left._high.Length];
        for (int index = 0; index < high.Length; index++) high[index] = left._high[index] | right._high![index];
        return new VersionSet(left._low | right._low, high);
    }

    /// <param name="first">The first bit in the set.</param>
    /// <param name="end">The bit after its last.</param>
    /// <param name="bitCount">Bits of every set of the module: its versions and one.</param>
    public static VersionSet Between(int first, int end, int bitCount)
    {
        ulong[]? high = bitCount <= WordBits ? null : new ulong[(bitCount - 1) / WordBits];
        for (int index = 0; index < (high?.Length ?? 0); index++) high![index] = Word(first - ((index + 1) * WordBits), end - ((index + 1) * WordBits));
        return new VersionSet(Word(first, end), high);
    }

    public static VersionSet Of(int bit, int bitCount) => Between(bit, bit + 1, bitCount);

    /// <summary>What this set does not hold of all bits.</summary>
    public VersionSet Complement(VersionSet all)
    {
        if (_high is null) return new VersionSet(all._low & ~_low, null);
        ulong[] high = new ulong[_high.Length];
        for (int index = 0; index < high.Length; index++) high[index] = all._high![index] & ~_high[index];
        return new VersionSet(all._low & ~_low, high);
    }

    public bool Contains(int bit) => bit < WordBits ? ((_low >> bit) & 1) != 0 : ((_high![(bit / WordBits) - 1] >> (bit % WordBits)) & 1) != 0;

    public bool IsSubsetOf(VersionSet other)
    {
        if ((_low & ~other._low) != 0) return false;
        for (int index = 0; index < (_high?.Length ?? 0); index++)
        {
            if ((_high![index] & ~other._high![index]) != 0) return false;
        }

        return true;
    }

    public bool Overlaps(VersionSet other)
    {
        if ((_low & other._low) != 0) return true;
        for (int index = 0; index < (_high?.Length ?? 0); index++)
        {
            if ((_high![index] & other._high![index]) != 0) return true;
        }

        return false;
    }

    public bool Equals(VersionSet other) => _low == other._low && (_high ?? []).AsSpan().SequenceEqual(other._high ?? []);

    public override bool Equals(object? obj) => obj is VersionSet other && Equals(other);

    public override int GetHashCode() => _low.GetHashCode();

    /// <summary>The bits of one word from <paramref name="first"/> to before <paramref name="end"/>, both clamped into it.</summary>
    private static ulong Word(int first, int end)
    {
        first = Math.Clamp(first, 0, WordBits);
        end = Math.Clamp(end, 0, WordBits);
        if (first >= end) return 0;
        ulong upTo = end == WordBits ? ulong.MaxValue : (1UL << end) - 1;
        return upTo & ~((1UL << first) - 1);
    }
}
