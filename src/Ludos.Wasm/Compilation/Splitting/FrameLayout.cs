using System.Collections.Immutable;

namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>
/// Where the parts of a split function keep what they hand to one another: first the locals that cross, then room for the values that a part takes or
/// leaves behind. Numbers and references lie apart.
/// </summary>
internal sealed class FrameLayout
{
    private const int VectorSlots = 2;

    private readonly ValueType[] _types;
    private readonly int[] _slots;

    public FrameLayout(ValueType[] types, IEnumerable<Piece> pieces)
    {
        _types = types;
        _slots = new int[types.Length];
        Crossing = new LocalSet(types.Length);
        foreach (var piece in pieces)
        {
            Crossing.UnionWith(piece.In);
            Crossing.UnionWith(piece.Out);
        }

        foreach (var local in Crossing.Members())
        {
            _slots[local] = Take(types[local], ref _numbers, ref _references);
        }

        (NumberCount, ReferenceCount) = (_numbers, _references);
    }

    private int _numbers;
    private int _references;

    /// <summary>Locals that have a slot.</summary>
    public LocalSet Crossing { get; }

    /// <summary>Slots in use, with those for the values that were asked for so far.</summary>
    public int NumberCount { get; private set; }

    public int ReferenceCount { get; private set; }

    /// <summary>Slots of locals that are numbers; they come first.</summary>
    public int LocalNumbers => _numbers;

    public FramePlace PlaceOf(int local) => new(_types[local], _slots[local]);

    /// <summary>Places of values that are handed over together.</summary>
    public FramePlace[] Places(ImmutableArray<ValueType> types)
    {
        var (numbers, references) = (_numbers, _references);
        var places = new FramePlace[types.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = new FramePlace(types[i], Take(types[i], ref numbers, ref references));
        }

        NumberCount = Math.Max(NumberCount, numbers);
        ReferenceCount = Math.Max(ReferenceCount, references);
        return places;
    }

    private static int Take(ValueType type, ref int numbers, ref int references)
    {
        var slot = type.IsReference ? references++ : numbers;
        numbers += type.IsReference ? 0 : type.Kind == ValueKind.V128 ? VectorSlots : 1;
        return slot;
    }
}

/// <param name="Slot">Among the numbers or the references, by type.</param>
internal readonly record struct FramePlace(ValueType Type, int Slot);
