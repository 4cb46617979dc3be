using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Ludos.Store;

/// <summary>Finds the tokens in method bodies: what is called, loaded and made there.</summary>
internal static class IlTokens
{
    private const int TinyFormat = 2;
    private const int FatFormat = 3;
    private const int FatHeaderBytes = 12;
    private const int LocalsOffset = 8;
    private const int Switch = -1;
    private const int Token = -2;
    private const int Unknown = -3;
    private const byte TwoByteMark = 0xFE;

    private static readonly int[] OneByte = Operands(isTwoByte: false);
    private static readonly int[] TwoBytes = Operands(isTwoByte: true);

    /// <summary>Calls with the place of each token in a method body that begins here; stops where the code cannot be read.</summary>
    internal static void Visit(ReadOnlySpan<byte> file, int place, Action<int> visit)
    {
        if (place < 0 || place >= file.Length)
        {
            return;
        }

        var (code, length) = (place + 1, file[place] >> 2);
        if ((file[place] & 3) == FatFormat)
        {
            if (file.Length - place < FatHeaderBytes)
            {
                return;
            }

            visit(place + LocalsOffset);
            (code, length) = (place + FatHeaderBytes, BinaryPrimitives.ReadInt32LittleEndian(file[(place + 4)..]));
        }
        else if ((file[place] & 3) != TinyFormat)
        {
            return;
        }

        if (length >= 0 && length <= file.Length - code)
        {
            Walk(file[..(code + length)], code, visit);
        }
    }

    private static void Walk(ReadOnlySpan<byte> file, int at, Action<int> visit)
    {
        while (at < file.Length)
        {
            var operand = OneByte[file[at++]];
            if (file[at - 1] == TwoByteMark)
            {
                if (at == file.Length)
                {
                    return;
                }

                operand = TwoBytes[file[at++]];
            }

            switch (operand)
            {
                case Unknown:
                    return;
                case Switch when file.Length - at >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(file[at..]) is var cases && cases <= (uint)(file.Length - at) / 4:
                    at += 4 + (4 * (int)cases);
                    break;
                case Switch:
                    return;
                case Token when file.Length - at < 4:
                    return;
                case Token:
                    visit(at);
                    at += 4;
                    break;
                default:
                    at += operand;
                    break;
            }
        }
    }

    /// <summary>Bytes of each instruction's operand.</summary>
    private static int[] Operands(bool isTwoByte)
    {
        var operands = new int[256];
        Array.Fill(operands, Unknown);
        foreach (var code in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<OpCode>())
        {
            if (code.Size == (isTwoByte ? 2 : 1))
            {
                operands[(byte)code.Value] = BytesOf(code.OperandType);
            }
        }

        return operands;
    }

    private static int BytesOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => Switch,
        OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineSig or OperandType.InlineString or OperandType.InlineTok or OperandType.InlineType => Token,
        _ => 4,
    };
}
