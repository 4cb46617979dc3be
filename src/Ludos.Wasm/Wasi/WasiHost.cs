using Ludos.Wasm.Wasi.Calls;

namespace Ludos.Wasm.Wasi;

/// <summary>
/// WASI preview 1 for one instance: hand <see cref="Imports"/> to Instantiate, then <see cref="Attach"/> the instance, then call it through
/// <see cref="Call"/>. For one thread at a time. Disposing closes the descriptors, and the folders that were granted.
/// </summary>
public sealed class WasiHost : IDisposable
{
    /// <summary>The module name under which programs import these functions.</summary>
    public const string ModuleName = "wasi_snapshot_preview1";

    private readonly GuestMemory _memory = new();
    private readonly DescriptorTable _descriptors;

    /// <exception cref="ArgumentException">An argument, variable or folder name holds a NUL, a variable's name is empty or holds '=', or there are more folders than descriptors.</exception>
    public WasiHost(WasiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _descriptors = new DescriptorTable(options);
        Imports = AddTo(new ImportSet(), options);
    }

    /// <summary>The functions of preview 1, and nothing else. More may be put into it.</summary>
    public ImportSet Imports { get; }

    /// <summary>Descriptors that are open now.</summary>
    public int OpenDescriptors => _descriptors.Count;

    /// <summary>The calls work on this instance's memory from now on: the one it exports as "memory", else memory 0. Until then every pointer fails with Fault.</summary>
    /// <exception cref="ArgumentException">The instance has no memory.</exception>
    public void Attach(WasmInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        _ = instance.TryGetMemory("memory", out var memory);
        Attach(memory ?? instance.Memory ?? throw new ArgumentException("The instance has no memory.", nameof(instance)));
    }

    internal void Attach(WasmMemory memory) => _memory.Attach(memory);

    /// <summary>Calls a function of the attached instance, so that proc_exit ends this call. Results are written when it returns.</summary>
    /// <exception cref="ObjectDisposedException">This host was disposed.</exception>
    public WasiExit Call(WasmFunction function, ReadOnlySpan<WasmValue> arguments, Span<WasmValue> results)
    {
        ArgumentNullException.ThrowIfNull(function);
        ObjectDisposedException.ThrowIf(_descriptors.IsDisposed, this);
        try
        {
            return new WasiExit(0, function.Invoke(arguments, results));
        }
        catch (WasiExitException exit)
        {
            return new WasiExit(exit.Code, CallOutcome.Ok);
        }
    }

    public void Dispose() => _descriptors.Dispose();

    private ImportSet AddTo(ImportSet imports, WasiOptions options)
    {
        new ProgramCalls(_memory, options).AddTo(imports);
        new ClockCalls(_memory, options).AddTo(imports);
        new PollCalls(_memory, _descriptors, options).AddTo(imports);
        new DescriptorCalls(_memory, _descriptors).AddTo(imports);
        new FileCalls(_memory, _descriptors, options.Limits).AddTo(imports);
        new StatCalls(_memory, _descriptors).AddTo(imports);
        new FolderCalls(_memory, _descriptors, options.Limits).AddTo(imports);
        new OpenCalls(_memory, _descriptors, options.Limits).AddTo(imports);
        new NameCalls(_memory, _descriptors, options.Limits).AddTo(imports);
        return imports;
    }
}
