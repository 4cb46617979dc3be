using System.Runtime.CompilerServices;
using Ludos.Platform.Sync;

namespace Ludos.Wasm.Execution;

/// <summary>What compiled code of one instance works on: the first argument of every compiled function, which reads these fields directly.</summary>
internal sealed unsafe class InstanceState(CompiledModule code)
{
    public long FuelUsed;

    /// <summary>Fuel that may be used; lower than any use while an interrupt is pending, so that one comparison finds both.</summary>
    public long FuelLimit;
    public nuint StackLimit;
    public WasmMemory? Memory;

    /// <summary>By memory index; the first is <see cref="Memory"/> too.</summary>
    public WasmMemory[] Memories = [];

    /// <summary>What the code may not write: the bytes from here on, none by default.</summary>
    public nuint ReadOnlyStart;
    public nuint ReadOnlyLength;

    /// <summary>Own mutable numeric globals, 16 bytes each.</summary>
    public byte* Globals;

    /// <summary>Immutable numeric globals, own and imported, whose value is known only now; 16 bytes each.</summary>
    public byte* Constants;

    /// <summary>By global index; null where the value lies in one of the two blocks.</summary>
    public WasmGlobal?[] GlobalObjects = [];
    public WasmTable[] Tables = [];
    public WasmTable? Table0;
    public ImportEntry[] Imports = [];

    /// <summary>By tag index.</summary>
    public WasmTag[] Tags = [];

    /// <summary>By type index.</summary>
    public DefinedType[] Types = [];

    /// <summary>Bytes of structs and arrays made since the heap was last looked at.</summary>
    public long HeapBytes;

    // Constants that compiled code reads rather than states, where folding them would change a NaN.
    public float OneF32 = 1;
    public float MinusOneF32 = -1;
    public float ZeroF32;
    public float MinusZeroF32 = -0f;
    public double OneF64 = 1;
    public double MinusOneF64 = -1;
    public double ZeroF64;

    // Zero, which compiled code must not know: see TestedRotations.
    public int ZeroI32;
    public long ZeroI64;
    public double MinusZeroF64 = -0.0;

    private const int Disposed = -1;

    private readonly CompiledModule _code = code;
    private readonly Lock _gate = new();
    private long _grantedFuel;
    private int _depth;
    private bool _interrupted;
    private NativeBlock? _interruptWord;

    public CompiledModule Code => _code;

    /// <summary>By function index; made when first referred to.</summary>
    public WasmFunction?[] Functions { get; set; } = [];

    public object?[][] ElementSegments { get; set; } = [];

    public bool[] DataDropped { get; set; } = [];

    /// <summary>Where each active data segment was placed.</summary>
    public ulong[] DataStarts { get; set; } = [];

    /// <summary>Managed bytes of the process beyond which making an object traps.</summary>
    public long MaxHeapBytes { get; set; }

    /// <summary>Names what lies at an address in the range that the code may not write.</summary>
    public Func<ulong, string?>? NameReadOnly { get; set; }

    public WasmProfiler? Profiler { get; set; }

    public int GlobalsBytes { get; set; }

    public Span<byte> MutableGlobals => new(Globals, GlobalsBytes);

    public NativeBlock? GlobalsBlock { get; set; }

    public NativeBlock? ConstantsBlock { get; set; }

    /// <summary>Host calls into this instance that have not returned.</summary>
    public int Depth => Math.Max(0, _depth);

    public bool IsDisposed => _depth == Disposed;

    /// <summary>Another instance may call in here, so memory is freed only with the last reference.</summary>
    public bool IsLinked { get; private set; }

    public long Fuel
    {
        get => Volatile.Read(ref _grantedFuel) - FuelUsed;
        set
        {
            lock (_gate)
            {
                FuelUsed = 0;
                _grantedFuel = value;
                FuelLimit = _interrupted ? long.MinValue : value;
            }
        }
    }

    public bool IsInterrupted
    {
        get
        {
            lock (_gate)
            {
                return _interrupted;
            }
        }
    }

    public void MarkLinked() => IsLinked = true;

    /// <summary>Changes, and is woken, when an interrupt is asked for; made when something is about to wait on it.</summary>
    public int* InterruptWord
    {
        get
        {
            lock (_gate)
            {
                _interruptWord ??= new NativeBlock(sizeof(int));
                return (int*)_interruptWord.Pointer;
            }
        }
    }

    public void SetInterrupted(bool interrupted)
    {
        lock (_gate)
        {
            _interrupted = interrupted;
            Volatile.Write(ref FuelLimit, interrupted ? long.MinValue : _grantedFuel);
            if (interrupted && _interruptWord is { } word)
            {
                Interlocked.Increment(ref *(int*)word.Pointer);
                Futex.WakeAll((int*)word.Pointer);
            }
        }
    }

    /// <summary>False when the host has called in from too deep in its stack.</summary>
    /// <exception cref="ObjectDisposedException">The instance was disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter()
    {
        byte here;
        if (_depth == 0)
        {
            StackLimit = StackWindow.LimitFrom((nuint)(&here), _code.MaxStackBytes);
        }

        ObjectDisposedException.ThrowIf(IsDisposed, typeof(WasmInstance));
        if ((nuint)(&here) < StackLimit)
        {
            return false;
        }

        _depth++;
        return true;
    }

    public void Leave() => _depth--;

    /// <summary>Every later call is refused.</summary>
    public void MarkDisposed() => _depth = Disposed;

    /// <summary>Called before another instance's code calls in here on the present thread, past the host boundary.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void EnterForeign(object? context)
    {
        byte here;
        if (context is InstanceState { Depth: 0 } state)
        {
            state.StackLimit = StackWindow.LimitFrom((nuint)(&here), state._code.MaxStackBytes);
        }
    }

    /// <summary>The one object that stands for a function of this instance.</summary>
    public WasmFunction FunctionAt(int index) => Functions[index] ??= new WasmFunction(_code, this, index);

    public byte* CellOf(GlobalPlace place) => (place.Kind == GlobalPlaceKind.Mutable ? Globals : Constants) + (place.Slot * GlobalLayout.SlotBytes);

    public WasmGlobal GlobalAt(int index)
    {
        if (GlobalObjects[index] is { } known)
        {
            return known;
        }

        var (type, mutable) = _code.Contents.Globals[index];
        return GlobalObjects[index] = new WasmGlobal(type, mutable, CellOf(_code.Globals[index]), this);
    }

    /// <summary>Ends this instance's use of its memory, unless other instances can still call in here: then the garbage collector does it.</summary>
    public void ReleaseMemory(List<WasmMemory> owned)
    {
        if (IsLinked)
        {
            return;
        }

        owned.ForEach(memory => memory.Dispose());
        Array.ForEach(Memories, memory => memory.RemoveUser());
    }

    public static WasmFunction FunctionReference(InstanceState state, int index) => state.FunctionAt(index);
}
