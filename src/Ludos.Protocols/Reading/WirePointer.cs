namespace Ludos.Protocols;

internal enum PointerKind
{
    Struct = 0,
    List = 1,
    Far = 2,
    Other = 3,
}

/// <summary>One pointer word of a message, taken apart.</summary>
internal readonly record struct WirePointer(ulong Word)
{
    private const int KindMask = 3;
    private const int KindBits = 2;
    private const int DoubleFarBit = 2;
    private const int FarOffsetShift = 3;
    private const int HighShift = 32;
    private const int PointersShift = 48;
    private const int CountShift = 35;
    private const int ElementSizeMask = 7;

    public bool IsNull => Word == 0;

    public PointerKind Kind => (PointerKind)((int)Word & KindMask);

    /// <summary>Words from the end of the pointer to what it points at; in a tag, the number of elements.</summary>
    public int OffsetWords => (int)(uint)Word >> KindBits;

    public int DataWords => (ushort)(Word >> HighShift);

    public int PointerCount => (ushort)(Word >> PointersShift);

    public ElementSize ElementSize => (ElementSize)((int)(Word >> HighShift) & ElementSizeMask);

    /// <summary>Elements of a list; words of a list of structs, its tag not counted.</summary>
    public int Count => (int)(Word >> CountShift);

    public bool IsDoubleFar => (((int)Word >> DoubleFarBit) & 1) != 0;

    public uint FarOffsetWords => (uint)Word >> FarOffsetShift;

    public uint FarSegment => (uint)(Word >> HighShift);

    public bool IsCapability => (uint)Word == (uint)PointerKind.Other;

    public static WirePointer ToStruct(int offsetWords, int dataWords, int pointerCount) =>
        new((uint)(offsetWords << KindBits) | ((ulong)(ushort)dataWords << HighShift) | ((ulong)(ushort)pointerCount << PointersShift));

    public static WirePointer ToList(int offsetWords, ElementSize size, int count) =>
        new((uint)((offsetWords << KindBits) | (int)PointerKind.List) | ((ulong)size << HighShift) | ((ulong)(uint)count << CountShift));

    /// <summary>The same shape at another distance.</summary>
    public WirePointer At(int offsetWords) => new((Word & ~0xffff_fffcUL) | (uint)(offsetWords << KindBits));

    /// <summary>To a pad of two words: where the content lies, and what it is.</summary>
    public static WirePointer ToDoublePad(uint segment, int padWords) => new(ToPad(segment, padWords).Word | (1u << DoubleFarBit));

    public static WirePointer ToPad(uint segment, int padWords) =>
        new((uint)((padWords << FarOffsetShift) | (int)PointerKind.Far) | ((ulong)segment << HighShift));
}
