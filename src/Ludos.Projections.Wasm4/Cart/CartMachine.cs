using Ludos.Base;
using Ludos.Projections.Wasm4.Drawing;
using Ludos.Projections.Wasm4.Lettering;
using Ludos.Projections.Wasm4.Sound;
using Ludos.Wasm;

namespace Ludos.Projections.Wasm4.Cart;

/// <summary>Where a machine stands.</summary>
public enum CartState
{
    /// <summary>Neither booted nor put under a running world.</summary>
    Off,

    Running,

    /// <summary>Stopped for good until the next boot; its memory shows why.</summary>
    Crashed,
}

/// <summary>
/// Runs one cart over 64 KiB that someone else owns, in the order every console keeps: registers, instantiation, <c>_start</c>,
/// <c>_initialize</c>, <c>start</c>, then <c>update</c> once a tick. Needs no runtime. One thread at a time, but for <see cref="RequestStop"/>.
/// </summary>
public sealed unsafe class CartMachine : IDisposable
{
    /// <summary>The tick that calls made before the first update are logged under.</summary>
    public const long BeforeFirstTick = -1;

    /// <summary>
    /// Fuel of one call: far more than any machine burns in the wall-clock time a cart is given, which is what stops it in practice.
    /// </summary>
    public const long FuelPerCall = 1_000_000_000_000;

    /// <summary>Fuel of the module's own start section: it runs before there is an instance that could be interrupted. About a second.</summary>
    private const long StartSectionFuel = 1_000_000_000;

    private const string InstantiationStep = "instantiation";
    private const string ToldToStop = "It took too long and was told to stop.";

    private readonly CartProgram _program;
    private readonly CartBlocks _blocks;
    private readonly Font _font;
    private readonly StopSignal _stop = new();
    private readonly HostCalls _calls;
    private readonly WasmMemory _memory;
    private WasmInstance? _instance;
    private CartEntry? _update;

    /// <param name="program">The code.</param>
    /// <param name="blocks">Where the cart lives; nothing is touched before <see cref="Boot"/> or <see cref="Adopt"/>.</param>
    /// <param name="host">What the cart is given.</param>
    public CartMachine(CartProgram program, in CartBlocks blocks, CartHost host)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(host);
        if (blocks.GlobalsBytes < program.GlobalsBytes)
            throw new ArgumentException($"The cart has {program.GlobalsBytes} bytes of globals; the block holds {blocks.GlobalsBytes}.", nameof(blocks));
        _program = program;
        _blocks = blocks;
        _font = host.Font;
        _calls = new HostCalls(blocks, host, _stop);
        _memory = WasmMemory.Over(blocks.Memory, 1, 1);
    }

    public CartState State { get; private set; }

    /// <summary>Why it stopped; null unless <see cref="State"/> is <see cref="CartState.Crashed"/>.</summary>
    public CartCrash? Crash { get; private set; }

    /// <summary>Fuel of the last boot or update.</summary>
    public long FuelUsed { get; private set; }

    /// <summary>Whether the disk was written since this was last cleared.</summary>
    public bool IsDiskWritten
    {
        get => _calls.IsDiskWritten;
        set => _calls.IsDiskWritten = value;
    }

    /// <summary>Zeroes memory, instantiates anew and runs the cart's start functions. The disk is kept, sound falls silent. Also restarts.</summary>
    public void Boot()
    {
        Registers.Initialize(_blocks.Memory);
        _blocks.Sound->Reset();
        _calls.Tick = BeforeFirstTick;
        BeginCall();
        if (!Instantiate())
            return;
        State = CartState.Running;
        RunStep("_start");
        RunStep("_initialize");
        RunStep("start");
    }

    /// <summary>
    /// Puts this code under a world that already runs: memory, globals, disk and sound stay as they are, and no start function is called.
    /// </summary>
    /// <param name="displaced">The code that ran until now: constants that differ from its own are brought up to date. Null: none are.</param>
    public void Adopt(CartProgram? displaced)
    {
        byte[] memory = new Span<byte>(_blocks.Memory, CartMemory.SizeBytes).ToArray();
        byte[] globals = new Span<byte>(_blocks.Globals, _program.GlobalsBytes).ToArray();
        Disk.CartDisk disk = *_blocks.Disk;
        bool isDiskWritten = _calls.IsDiskWritten;
        _calls.IsMuted = true;
        BeginCall();
        bool isRunning = Instantiate();
        _calls.IsMuted = false;
        _calls.IsDiskWritten = isDiskWritten;
        *_blocks.Disk = disk;
        if (!isRunning)
            return;
        memory.CopyTo(new Span<byte>(_blocks.Memory, CartMemory.SizeBytes));
        globals.CopyTo(new Span<byte>(_blocks.Globals, _program.GlobalsBytes));
        if (displaced is not null)
            _instance!.ApplyChangedData(displaced.Code.Module);
        State = CartState.Running;
    }

    /// <summary>Its memory and globals were given content of an earlier moment: a crash since then is undone, and the code is put under the world anew.</summary>
    public void Revive()
    {
        if (State != CartState.Crashed)
            return;
        Crash = null;
        State = CartState.Off;
    }

    /// <summary>Memory was left by other code of the same layout: constants that differ from this code's are brought up to date.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public void BringUpToDate(CartProgram writtenBy)
    {
        ArgumentNullException.ThrowIfNull(writtenBy);
        if (State != CartState.Running)
            throw new InvalidOperationException("Only a cart that runs is brought up to date.");
        _instance!.ApplyChangedData(writtenBy.Code.Module);
    }

    /// <summary>One tick: input, clear, <c>update</c>, sound. A crashed cart is left as it is and is silent.</summary>
    /// <param name="tick">The world's tick, from 0.</param>
    /// <param name="input">What is held down.</param>
    /// <param name="stereo">Receives <see cref="Synthesizer.ValuesPerFrame"/> values.</param>
    /// <exception cref="InvalidOperationException">It was never booted.</exception>
    public void Update(long tick, in CartInput input, Span<short> stereo)
    {
        if (State == CartState.Off)
            throw new InvalidOperationException("A cart is booted before it is updated.");
        FuelUsed = 0;
        if (State == CartState.Crashed)
        {
            stereo.Clear();
            return;
        }

        _calls.Tick = tick;
        Registers.WriteInput(_blocks.Memory, input);
        if ((_blocks.Memory[CartMemory.SystemFlags] & CartMemory.PreserveFramebuffer) == 0)
            new Surface(_blocks.Memory).Framebuffer.Clear();
        BeginCall();
        if (_update is not null)
            RunStep("update", _update);
        Synthesizer.RenderFrame(ref *_blocks.Sound, stereo);
    }

    /// <summary>Ends the call in progress, within microseconds, as a crash. Any thread. A call that begins later is not affected.</summary>
    public void RequestStop()
    {
        _stop.Raise();
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _instance)?.RequestInterrupt();
    }

    public void Dispose()
    {
        _instance?.Dispose();
        _memory.Dispose();
    }

    private void BeginCall()
    {
        FuelUsed = 0;
        _stop.Lower();
        _instance?.ClearInterrupt();
    }

    private bool Instantiate()
    {
        WasmInstance? old = _instance;
        Volatile.Write(ref _instance, null);
        old?.Dispose();
        _update = null;
        Crash = null;
        State = CartState.Off;

        var options = new InstanceOptions { Globals = _blocks.Globals, GlobalsCapacityBytes = _blocks.GlobalsBytes, Fuel = StartSectionFuel };
        if (!_program.Code.Instantiate(_program.Link(_calls, _memory), options).TryGet(out WasmInstance? instance, out Fault<WasmErrorCode>? fault))
        {
            Stop(CrashKind.Trap, InstantiationStep, fault.Message);
            return false;
        }
        Volatile.Write(ref _instance, instance);
        _update = CartEntry.Find(instance, "update");

        // Who asked for a stop while there was no instance to tell is heard here; who asks later finds the instance.
        Interlocked.MemoryBarrier();
        if (!_stop.IsRaised)
            return true;
        Stop(CrashKind.TooSlow, InstantiationStep, ToldToStop);
        return false;
    }

    private void RunStep(string export)
    {
        if (State == CartState.Running && CartEntry.Find(_instance!, export) is { } entry)
            RunStep(export, entry);
    }

    private void RunStep(string export, CartEntry entry)
    {
        _instance!.Fuel = FuelPerCall;
        CallOutcome outcome = entry.Run();
        FuelUsed += FuelPerCall - _instance.Fuel;
        if (outcome.IsOk && !_stop.IsRaised)
            return;

        string detail = outcome.Detail ?? outcome.Trap.ToString();
        if (outcome.Trap is TrapKind.Interrupted or TrapKind.OutOfFuel)
            Stop(CrashKind.TooSlow, export, $"{ToldToStop} {detail}");
        else if (!outcome.IsOk)
            Stop(KindOf(outcome.Trap), export, detail);
        else
            Stop(CrashKind.TooSlow, export, ToldToStop);
    }

    private void Stop(CrashKind kind, string during, string detail)
    {
        State = CartState.Crashed;
        Crash = new CartCrash(kind, during, detail);
        CrashScreen.Show(new Surface(_blocks.Memory), _font, kind);
    }

    private static CrashKind KindOf(TrapKind trap) => trap switch
    {
        TrapKind.Unreachable => CrashKind.Unreachable,
        TrapKind.MemoryOutOfBounds or TrapKind.TableOutOfBounds => CrashKind.OutOfBounds,
        TrapKind.HostError => CrashKind.BadArgument,
        TrapKind.StackExhausted => CrashKind.StackExhausted,
        _ => CrashKind.Trap,
    };
}
