using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Wasm;

namespace Ludos.Projections.Wasm4.Cart;

/// <summary>A cart's code: decoded, checked against what a WASM-4 host supplies, and compiled. Immutable; thread-safe; many machines may run it.</summary>
public sealed class CartProgram
{
    /// <summary>The largest cart, as on every console.</summary>
    public const int MaxCartBytes = 65536;

    private const string HostModule = "env";
    private const string MemoryName = "memory";
    private const string SupplyList = "A cart may import one page of memory, and the drawing, sound, disk and trace functions, all from \"env\".";

    private CartProgram(CompiledModule code, string digest)
    {
        Code = code;
        Digest = digest;
    }

    public CompiledModule Code { get; }

    /// <summary>SHA-256 of the cart's bytes, lower-case hex: what its disk is kept under.</summary>
    public string Digest { get; }

    /// <summary>Bytes of its mutable globals, 16 each.</summary>
    public int GlobalsBytes => Code.Module.MutableGlobalCount * 16;

    /// <summary>Decodes, validates, checks imports and compiles.</summary>
    /// <param name="bytes">The .wasm file; untrusted.</param>
    /// <param name="name">The cart's name for messages.</param>
    /// <param name="compileNow">Make every function native before returning, instead of each at its first call.</param>
    /// <param name="cache">Keeps emitted code; null for none.</param>
    public static Result<CartProgram, CartErrorCode> Load(ReadOnlySpan<byte> bytes, string name, bool compileNow = false, CodeCache? cache = null)
    {
        if (bytes.Length > MaxCartBytes)
        {
            return new Fault<CartErrorCode>(
                CartErrorCode.TooBig,
                $"{name} is {bytes.Length} bytes; a cart is at most {MaxCartBytes}.",
                "Build it with -Os or without debug sections.");
        }
        if (!WasmModule.Decode(bytes).TryGet(out WasmModule? module, out Fault<WasmErrorCode>? fault))
            return new Fault<CartErrorCode>(CartErrorCode.NotACart, $"{name}: {fault.Message}", fault.Mend);
        foreach (ImportDescriptor import in module.Imports)
        {
            if (Complaint(import) is { } complaint)
                return new Fault<CartErrorCode>(CartErrorCode.Unlinkable, $"{name} imports {import.Module}.{import.Name}{complaint}", SupplyList);
        }
        // A cartridge's memory is a region's bytes, which have no guard pages.
        CompiledModule code = module.Compile(CompileOptions.Deterministic with { JitNow = compileNow, Tier = BoundsTier.Explicit, Cache = cache });
        return new CartProgram(code, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>The imports, bound to one cart's calls and memory.</summary>
    internal ImportSet Link(HostCalls calls, WasmMemory memory)
    {
        var imports = new ImportSet();
        foreach (ImportDescriptor import in Code.Module.Imports)
        {
            if (import.Kind == ExternKind.Memory)
                imports.Memory(import.Module, import.Name, memory);
            else
                imports.Function(import.Module, import.Name, HostFunctions.Bind(import.Name, import.Function!, calls));
        }
        return imports;
    }

    private static string? Complaint(ImportDescriptor import)
    {
        if (import.Module == HostModule && import.Kind == ExternKind.Memory && import.Name == MemoryName)
        {
            return import.MinPages > 1 ? $" of {import.MinPages} pages; a cart has one page of 64 KiB."
                : import.MaxPages is 0 ? " of at most 0 pages; a cart has one page of 64 KiB."
                : null;
        }
        if (import.Module != HostModule || import.Kind != ExternKind.Function || !HostFunctions.ByName.ContainsKey(import.Name))
            return ", which no WASM-4 console supplies.";
        return ArgumentAdapter.CanMeet(import.Function!)
            ? null
            : $" with a type that is not all i32, or with more than {ArgumentAdapter.MaxParameters} parameters.";
    }
}
