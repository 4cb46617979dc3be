using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Ludos.Wasm.Compilation.Emission;

/// <summary>A 4-byte operand that holds the number by which this process knows a type.</summary>
/// <param name="Row">Of the method.</param>
/// <param name="At">Offset in the method's IL.</param>
internal readonly record struct TypeNumber(int Row, int At, int TypeIndex);

/// <summary>
/// An assembly's bytes. The numbers of types in them differ from process to process, so the bytes hold none until <see cref="Number"/> fills them in.
/// </summary>
/// <param name="Places">Offsets in <paramref name="Bytes"/>, with the type index that belongs there.</param>
internal sealed record AssemblyImage(byte[] Bytes, (int At, int TypeIndex)[] Places)
{
    private const int FatHeaderBytes = 12;
    private const byte FormatMask = 3;
    private const byte FatFormat = 3;

    public static AssemblyImage Of(byte[] bytes, List<TypeNumber> numbers)
    {
        if (numbers.Count == 0)
        {
            return new AssemblyImage(bytes, []);
        }

        using var reader = new PEReader([.. bytes]);
        var metadata = reader.GetMetadataReader();
        var places = new (int At, int TypeIndex)[numbers.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var method = metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(numbers[i].Row));
            var section = reader.PEHeaders.SectionHeaders[reader.PEHeaders.GetContainingSectionIndex(method.RelativeVirtualAddress)];
            var start = method.RelativeVirtualAddress - section.VirtualAddress + section.PointerToRawData;
            places[i] = (start + ((bytes[start] & FormatMask) == FatFormat ? FatHeaderBytes : 1) + numbers[i].At, numbers[i].TypeIndex);
        }

        return new AssemblyImage(bytes, places);
    }

    /// <summary>The bytes to load: a copy with this process's numbers.</summary>
    public byte[] Number(ReadOnlySpan<int> numbersByType)
    {
        var numbered = (byte[])Bytes.Clone();
        foreach (var (at, typeIndex) in Places)
        {
            BinaryPrimitives.WriteInt32LittleEndian(numbered.AsSpan(at), numbersByType[typeIndex]);
        }

        return numbered;
    }
}
