using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Wasm;

namespace Ludos.Units;

/// <summary>A library whose code is wasm: it imports nothing and reaches nothing but its own memory. The contract is docs/reference/units.md.</summary>
public sealed class WasmLibrary : Library
{
    /// <summary>What the exports of methods begin with.</summary>
    public const string MethodPrefix = "method_";

    /// <summary>The exported constant that gives the address of the six buffer words.</summary>
    public const string BuffersExport = "library_buffers";

    // For data segments and a start section, which no call pays for.
    private const long StartFuel = 1_000_000_000;

    private readonly CompiledModule _code;
    private readonly LibraryLimits _limits;

    private WasmLibrary(string name, ImmutableArray<string> methods, CompiledModule code, LibraryLimits limits)
        : base(name, methods)
    {
        _code = code;
        _limits = limits;
    }

    /// <summary>Decodes, validates, compiles, and starts one instance on trial.</summary>
    /// <param name="name">What callers name it by.</param>
    /// <param name="code">A wasm module.</param>
    public static Result<WasmLibrary, LibraryErrorCode> Load(string name, ReadOnlySpan<byte> code, LibraryLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (NameProblem(name) is { } badName)
        {
            return badName;
        }

        var wasmLimits = WasmLimits.Default with { MaxMemoryPages = limits.MaxMemoryPages };
        if (!WasmModule.Decode(code, wasmLimits).TryGet(out var module, out var bad))
        {
            return new Fault<LibraryErrorCode>(LibraryErrorCode.BadCode, $"Library {name}: {bad.Message}", bad.Mend);
        }

        if (module.Imports is [var import, ..])
        {
            return new Fault<LibraryErrorCode>(LibraryErrorCode.ImportRefused, $"Library {name} imports {import.Module}.{import.Name}; a library imports nothing.", "Build it freestanding, with sdk/c/module.flags.");
        }

        if (!MethodsOf(name, module).TryGet(out var methods, out var fault))
        {
            return fault;
        }

        var library = new WasmLibrary(name, methods, module.Compile(CompileOptions.Deterministic with { JitNow = true }), limits);
        if (!library.Start().TryGet(out var trial, out fault))
        {
            return fault;
        }

        trial.Dispose();
        return library;
    }

    private protected override Result<LibraryInstance, LibraryErrorCode> StartCore()
    {
        WasmInstance? instance;
        try
        {
            if (!_code.Instantiate(new ImportSet(), new InstanceOptions { Fuel = StartFuel }).TryGet(out instance, out var bad))
            {
                return new Fault<LibraryErrorCode>(LibraryErrorCode.BadCode, $"Library {Name}: {bad.Message}", bad.Mend);
            }
        }
        catch (OutOfMemoryException)
        {
            return new Fault<LibraryErrorCode>(LibraryErrorCode.OutOfMemory, $"There is no room for the memory of library {Name}.", "Close other programs, or run fewer workers.");
        }

        if (LibraryBuffers.Read(instance, Name).TryGet(out var buffers, out var fault))
        {
            return new WasmLibraryInstance(this, instance, buffers, [.. Methods.Select(method => instance.Function(MethodPrefix + method).Value)], _limits.FuelPerCall);
        }

        instance.Dispose();
        return fault;
    }

    private static Result<ImmutableArray<string>, LibraryErrorCode> MethodsOf(string name, WasmModule module)
    {
        var methods = ImmutableArray.CreateBuilder<string>();
        foreach (var export in module.Exports)
        {
            if (export.Kind != ExternKind.Function || !export.Name.StartsWith(MethodPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            if (export.Function is not { Parameters: [var parameter], Results: [var result] } || parameter != Wasm.ValueType.I64 || result != Wasm.ValueType.I32)
            {
                return new Fault<LibraryErrorCode>(LibraryErrorCode.BadExports, $"Library {name} exports {export.Name} as {export.Function}, not (i64) -> (i32).", "Define it with LUDOS_METHOD.");
            }

            methods.Add(export.Name[MethodPrefix.Length..]);
        }

        return methods.Count switch
        {
            0 => new Fault<LibraryErrorCode>(LibraryErrorCode.BadExports, $"Library {name} exports no method.", "Define one with LUDOS_METHOD."),
            > LibraryLimits.MaxMethods => new Fault<LibraryErrorCode>(LibraryErrorCode.BadExports, $"Library {name} exports {methods.Count} methods; {LibraryLimits.MaxMethods} may be in one.", "Split it."),
            _ => methods.ToImmutable(),
        };
    }
}
