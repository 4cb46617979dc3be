using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Intrinsics;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Chooses what computes a vector instruction on this machine: one operation of its own, else a method of <see cref="VectorOpsX86"/> or
/// <see cref="VectorOps"/> of that name, else the operation of <see cref="Vector128"/> that means the same.
/// </summary>
internal static class VectorRecipes
{
    private const uint SignOfSingle = 0x8000_0000;
    private const ulong SignOfDouble = 0x8000_0000_0000_0000;

    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["eq"] = nameof(Vector128.Equals),
        ["ne"] = nameof(Vector128.Equals),
        ["lt"] = nameof(Vector128.LessThan),
        ["gt"] = nameof(Vector128.GreaterThan),
        ["le"] = nameof(Vector128.LessThanOrEqual),
        ["ge"] = nameof(Vector128.GreaterThanOrEqual),
        ["add"] = nameof(Vector128.Add),
        ["sub"] = nameof(Vector128.Subtract),
        ["mul"] = nameof(Vector128.Multiply),
        ["div"] = nameof(Vector128.Divide),
        ["add_sat"] = nameof(Vector128.AddSaturate),
        ["sub_sat"] = nameof(Vector128.SubtractSaturate),
        ["min"] = nameof(Vector128.Min),
        ["max"] = nameof(Vector128.Max),
        ["and"] = nameof(Vector128.BitwiseAnd),
        ["andnot"] = nameof(Vector128.AndNot),
        ["or"] = nameof(Vector128.BitwiseOr),
        ["xor"] = nameof(Vector128.Xor),
        ["not"] = nameof(Vector128.OnesComplement),
        ["neg"] = nameof(Vector128.Negate),
        ["sqrt"] = nameof(Vector128.Sqrt),
        ["ceil"] = nameof(Vector128.Ceiling),
        ["floor"] = nameof(Vector128.Floor),
        ["trunc"] = nameof(Vector128.Truncate),
        ["nearest"] = nameof(Vector128.Round),
        ["shl"] = nameof(Vector128.ShiftLeft),
        ["bitmask"] = nameof(Vector128.ExtractMostSignificantBits),
        ["swizzle"] = nameof(Vector128.Shuffle),
    };

    private static readonly ConcurrentDictionary<int, VectorRecipe> Known = [];

    public static VectorRecipe Of(VectorInstruction instruction) =>
        Known.GetOrAdd(instruction.Code, static (_, row) => Choose(row, forX86: VectorOpsX86.IsSupported), instruction);

    /// <summary>What <see cref="Of"/> would give on a machine with, or without, the instructions of x86.</summary>
    public static VectorRecipe Choose(VectorInstruction instruction, bool forX86)
    {
        var name = Strict(instruction);
        return (forX86 ? VectorRecipesX86.Find(name) ?? Named(typeof(VectorOpsX86), name) : null)
            ?? Special(instruction, name)
            ?? Named(typeof(VectorOps), name)
            ?? Direct(instruction, name);
    }

    /// <summary>A relaxed instruction does what its strict counterpart does, where it has one: the same on every machine.</summary>
    private static string Strict(VectorInstruction instruction) => instruction.Operation switch
    {
        "relaxed_swizzle" or "relaxed_min" or "relaxed_max" => instruction.Name.Replace("relaxed_", "", StringComparison.Ordinal),
        "relaxed_laneselect" => "v128.bitselect",
        "relaxed_q15mulr_s" => "i16x8.q15mulr_sat_s",
        var operation when operation.StartsWith("relaxed_trunc_", StringComparison.Ordinal) => instruction.Name.Replace("relaxed_trunc_", "trunc_sat_", StringComparison.Ordinal),
        _ => instruction.Name,
    };

    /// <summary>Those that the runtime offers with operands in another order, with a constant, or under a name of their own.</summary>
    private static VectorRecipe? Special(VectorInstruction instruction, string name) => name switch
    {
        "v128.bitselect" => new(VectorMembers.Of(nameof(Vector128.ConditionalSelect), typeof(byte), 3)) { Order = [2, 0, 1] },
        "v128.any_true" => AgainstZero(nameof(Vector128.EqualsAll), typeof(long)),
        "i32x4.trunc_sat_f32x4_s" => new(VectorMembers.Of(nameof(Vector128.ConvertToInt32), typeof(float), 1)),
        "i32x4.trunc_sat_f32x4_u" => new(VectorMembers.Of(nameof(Vector128.ConvertToUInt32), typeof(float), 1)),
        "f32x4.convert_i32x4_s" => new(VectorMembers.Of(nameof(Vector128.ConvertToSingle), typeof(int), 1)),
        "f32x4.convert_i32x4_u" => new(VectorMembers.Of(nameof(Vector128.ConvertToSingle), typeof(uint), 1)),
        "f32x4.neg" => WithBits(nameof(Vector128.Xor), Vector128.Create(SignOfSingle).AsByte()),
        "f32x4.abs" => WithBits(nameof(Vector128.BitwiseAnd), Vector128.Create(~SignOfSingle).AsByte()),
        "f64x2.neg" => WithBits(nameof(Vector128.Xor), Vector128.Create(SignOfDouble).AsByte()),
        "f64x2.abs" => WithBits(nameof(Vector128.BitwiseAnd), Vector128.Create(~SignOfDouble).AsByte()),
        _ => instruction.Operation switch
        {
            "all_true" => AgainstZero(nameof(Vector128.EqualsAny), instruction.Shape.Element(unsigned: false)),
            "ne" => new VectorRecipe(VectorMembers.Of(nameof(Vector128.Equals), instruction.Shape.Element(false), 2))
            {
                Then = [VectorMembers.Of(nameof(Vector128.OnesComplement), instruction.Shape.Element(false), 1)],
            },
            "abs" when Vector128.IsHardwareAccelerated => new(VectorMembers.Of(nameof(Vector128.Abs), instruction.Shape.Element(false), 1)),
            "shr_s" => Shift(nameof(Vector128.ShiftRightArithmetic), instruction.Shape.Element(false)),
            "shr_u" => Shift(nameof(Vector128.ShiftRightLogical), instruction.Shape.Element(true)),
            "shl" => Shift(nameof(Vector128.ShiftLeft), instruction.Shape.Element(true)),
            _ => Extension(instruction.Operation),
        },
    };

    private static VectorRecipe AgainstZero(string comparison, Type element) => new(VectorMembers.Of(comparison, element, 2))
    {
        Constant = Vector128<byte>.Zero,
        IsNegated = true,
    };

    private static VectorRecipe WithBits(string operation, Vector128<byte> bits) => new(VectorMembers.Of(operation, typeof(byte), 2)) { Constant = bits };

    private static VectorRecipe Shift(string name, Type element) =>
        new(VectorMembers.Shift(name, element));

    private static VectorRecipe? Extension(string operation)
    {
        var parts = operation.Split('_');
        if (parts is not ["extend", var half, var source, var sign])
        {
            return null;
        }

        var shape = source switch { "i8x16" => VectorShape.I8x16, "i16x8" => VectorShape.I16x8, _ => VectorShape.I32x4 };
        return new(VectorMembers.Of(half == "low" ? nameof(Vector128.WidenLower) : nameof(Vector128.WidenUpper), shape.Element(sign == "u"), 1));
    }

    private static VectorRecipe? Named(Type owner, string name)
    {
        var words = name.Split('.', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]);
        return owner.GetMethod(string.Concat(words), BindingFlags.Public | BindingFlags.Static) is { } method ? new VectorRecipe(method) : null;
    }

    private static VectorRecipe Direct(VectorInstruction instruction, string name)
    {
        var operation = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var unsigned = operation.EndsWith("_u", StringComparison.Ordinal) || instruction.Shape == VectorShape.V128;
        if (operation.EndsWith("_u", StringComparison.Ordinal) || operation.EndsWith("_s", StringComparison.Ordinal))
        {
            operation = operation[..^2];
        }

        var operands = instruction.Form == VectorForm.Binary ? 2 : 1;
        return new(VectorMembers.Of(Meanings[operation], instruction.Shape.Element(unsigned), operands));
    }
}
