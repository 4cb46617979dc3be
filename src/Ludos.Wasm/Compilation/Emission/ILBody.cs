using System.Buffers.Binary;
using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation.Emission;

/// <summary>A method's IL as bytes: instructions, labels, exception regions, and how high its stack grows. Used by one thread.</summary>
internal sealed class ILBody(int capacity)
{
    private const int Unmarked = -1;
    private const int AddressBytes = 4;

    private readonly List<int> _labels = [];
    private readonly List<(int At, int From, int Label)> _branches = [];
    private byte[] _bytes = new byte[Math.Max(capacity, 64)];
    private int _height;

    public int Length { get; private set; }

    public int MaxStack { get; private set; }

    public List<Type> Locals { get; } = [];

    public List<ExceptionRegion> Regions { get; } = [];

    /// <summary>Places of 4-byte operands that hold a number of this process, with the type index that they stand for.</summary>
    public List<(int At, int TypeIndex)> TypeNumbers { get; } = [];

    /// <summary>Which places of the module the instructions were made from; null when that is not recorded.</summary>
    public ILSources? Sources { get; init; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public Label DefineLabel()
    {
        _labels.Add(Unmarked);
        return new Label(_labels.Count - 1);
    }

    public void Mark(Label label) => _labels[label.Index] = Length;

    public int PositionOf(Label label) => _labels[label.Index];

    /// <summary>Sets the height of the stack where control arrives from elsewhere: 1 at the start of a handler, where the exception lies.</summary>
    public void SetHeight(int height)
    {
        _height = height;
        MaxStack = Math.Max(MaxStack, height);
    }

    public void Code(OpCode code) => Code(code, StackEffect.Of(code));

    public void Code(OpCode code, int effect)
    {
        Reserve(2);
        if (code.Size == 2)
        {
            _bytes[Length++] = (byte)(code.Value >> 8);
        }

        _bytes[Length++] = (byte)code.Value;
        // One to spare: what pops before it pushes, or the reverse, is not told apart.
        MaxStack = Math.Max(MaxStack, Math.Max(_height, _height + effect) + 1);
        _height = StackEffect.EndsBlock(code) ? 0 : Math.Max(0, _height + effect);
        Sources?.Code(code, Length, _height);
    }

    public void Byte(byte value)
    {
        Reserve(1);
        _bytes[Length++] = value;
    }

    public void Short(short value)
    {
        Reserve(2);
        BinaryPrimitives.WriteInt16LittleEndian(_bytes.AsSpan(Length), value);
        Length += 2;
    }

    public void Int(int value)
    {
        Reserve(4);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(Length), value);
        Length += 4;
    }

    public void Long(long value)
    {
        Reserve(8);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(Length), value);
        Length += 8;
    }

    public void Target(Label label)
    {
        _branches.Add((Length, Length + AddressBytes, label.Index));
        Int(0);
    }

    public void Targets(Label[] labels)
    {
        Int(labels.Length);
        var from = Length + (labels.Length * AddressBytes);
        foreach (var label in labels)
        {
            _branches.Add((Length, from, label.Index));
            Int(0);
        }
    }

    /// <summary>Fills in the distances of branches. Nothing may be written afterwards.</summary>
    /// <exception cref="InvalidOperationException">A label that is branched to was never marked.</exception>
    public void Close()
    {
        foreach (var (at, from, label) in _branches)
        {
            if (_labels[label] == Unmarked)
            {
                throw new InvalidOperationException($"Label {label} is branched to, but was never marked.");
            }

            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at), _labels[label] - from);
        }

        _branches.Clear();
    }

    private void Reserve(int bytes)
    {
        if (Length + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }
    }
}
