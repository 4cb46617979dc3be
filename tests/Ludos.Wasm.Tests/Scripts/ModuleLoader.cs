using Ludos.Base;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Tests.Scripts;

/// <summary>How far a module came on its way from source to instance.</summary>
internal enum Stage
{
    /// <summary>The text is not a module.</summary>
    Text,

    /// <summary>The engine did not take the bytes, or did not instantiate them.</summary>
    Refused,

    Done,
}

internal readonly record struct Loaded<T>(Stage Stage, T? Value, WasmErrorCode Code, string Detail)
    where T : class
{
    public static Loaded<T> Done(T value) => new(Stage.Done, value, default, "");

    public Loaded<TOther> As<TOther>()
        where TOther : class => new(Stage, null, Code, Detail);
}

/// <summary>Takes modules from source to instance within one script's world of registered names.</summary>
internal sealed class ModuleLoader(CompileOptions options) : IDisposable
{
    private const long AmpleFuel = long.MaxValue / 2;

    /// <summary>The format's own limits: scripts define, without instantiating, the largest memory and table there are.</summary>
    private static readonly WasmLimits Roomy = new() { MaxMemoryPages = ulong.MaxValue, MaxTableElements = ulong.MaxValue };

    private readonly SpecTestModule _specTest = new();
    private readonly Dictionary<string, Slot> _registered = new(StringComparer.Ordinal);
    private readonly List<WasmInstance> _instances = [];

    public static Loaded<WasmModule> Decode(ModuleSource source)
    {
        try
        {
            return FromResult(WasmModule.Decode(source.Assemble(), Roomy));
        }
        catch (TextException malformed)
        {
            return new Loaded<WasmModule>(Stage.Text, null, default, malformed.Message);
        }
    }

    public Loaded<CompiledModule> Compile(ModuleSource source)
    {
        var decoded = Decode(source);
        return decoded.Value is { } module ? Loaded<CompiledModule>.Done(module.Compile(options)) : decoded.As<CompiledModule>();
    }

    public void Register(string name, Slot slot) => _registered[name] = slot;

    /// <summary>Instantiates a module that the script expects not to instantiate.</summary>
    public Loaded<WasmInstance> InstantiateRefused(ModuleSource source)
    {
        var compiled = Compile(source);
        return compiled.Value is { } code ? Instantiate(code) : compiled.As<WasmInstance>();
    }

    public Loaded<WasmInstance> Instantiate(CompiledModule compiled)
    {
        var imports = new ImportSet();
        _specTest.AddTo(imports);
        foreach (var import in compiled.Module.Imports)
        {
            if (_registered.TryGetValue(import.Module, out var slot))
            {
                slot.Supply(imports, import);
            }
        }

        var instance = FromResult(compiled.Instantiate(imports, new InstanceOptions { Fuel = AmpleFuel }));
        if (instance.Value is { } made)
        {
            made.Fuel = AmpleFuel;
            lock (_instances)
            {
                _instances.Add(made);
            }
        }

        return instance;
    }

    public void Dispose()
    {
        _instances.ForEach(instance => instance.Dispose());
        _specTest.Dispose();
    }

    private static Loaded<T> FromResult<T>(Result<T, WasmErrorCode> result)
        where T : class
    {
        return result.TryGet(out var value, out var fault)
            ? Loaded<T>.Done(value)
            : new Loaded<T>(Stage.Refused, null, fault.Code, $"{fault.Code}: {fault.Message}");
    }
}
