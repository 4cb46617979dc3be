using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Projections.Wasm4.Cart;
using Ludos.Projections.Wasm4.Disk;
using Ludos.Projections.Wasm4.Sound;
using Ludos.State;

namespace Ludos.Projections.Wasm4.Loading;

/// <summary>
/// A cart's tick: input from its region, the machine on the cart's own regions, sound into another. Unlike other units it publishes what it
/// wrote even when the cart stops in the middle: the partial tick under the crash screen is what the console shows.
/// </summary>
internal sealed unsafe class CartUnit : IUnit, IDisposable
{
    private readonly PreparedCart _prepared;
    private readonly CartLoaderOptions _options;
    private readonly Region _input;
    private readonly RegionWriter _memory;
    private readonly RegionWriter _globals;
    private readonly RegionWriter _disk;
    private readonly RegionWriter _voices;
    private readonly RegionWriter _audio;
    private readonly CartMachine _machine;
    private bool _isDiskUnsaved;

    public CartUnit(PreparedCart prepared, IRegionTable regions, CartLoaderOptions options)
    {
        _prepared = prepared;
        _options = options;
        _input = Find(regions, ModuleManifest.InputName);
        _memory = regions.Writer(CartRegions.MemoryName);
        _globals = regions.Writer(CartRegions.GlobalsName);
        _disk = regions.Writer(CartRegions.DiskName);
        _voices = regions.Writer(CartRegions.VoicesName);
        _audio = regions.Writer(CartRegions.AudioName);
        var blocks = new CartBlocks
        {
            Memory = _memory.Region.FrontPointer,
            Globals = _globals.Region.FrontPointer,
            GlobalsBytes = prepared.Program.GlobalsBytes,
            Disk = (CartDisk*)_disk.Region.FrontPointer,
            Sound = (SynthesizerState*)_voices.Region.FrontPointer,
        };
        _machine = new CartMachine(prepared.Program, blocks, options.Host);
    }

    public UnitDescriptor Descriptor => _prepared.Unit;

    /// <summary>The code that this one took the place of, until its first tick.</summary>
    public CartProgram? Displaced { get; set; }

    /// <summary>The regions were given content of an earlier moment. A crash since then is undone.</summary>
    /// <param name="writtenBy">The code that had left it; null when it was this.</param>
    public void TakeUp(CartProgram? writtenBy)
    {
        Displaced = writtenBy;
        _isDiskUnsaved = true;
        _machine.Revive();
    }

    /// <summary>Boots the cart with its kept disk; again after a restart.</summary>
    public UnitOutcome Start()
    {
        using WriteScope memory = _memory.Begin(WriteMode.Carry);
        using WriteScope globals = _globals.Begin(WriteMode.Carry);
        using WriteScope disk = _disk.Begin(WriteMode.Carry);
        using WriteScope voices = _voices.Begin(WriteMode.Carry);
        LoadDisk((CartDisk*)disk.Pointer);
        _machine.IsDiskWritten = false;
        _machine.Boot();
        Publish(memory, globals, voices);
        disk.Publish();
        SaveDisk(_machine.IsDiskWritten);
        return Outcome();
    }

    public UnitOutcome Run(long tick)
    {
        if (_machine.State == CartState.Crashed)
            return Outcome();

        using WriteScope memory = _memory.Begin(WriteMode.Carry);
        using WriteScope globals = _globals.Begin(WriteMode.Carry);
        using WriteScope disk = _disk.Begin(WriteMode.Carry);
        using WriteScope voices = _voices.Begin(WriteMode.Carry);
        using WriteScope audio = _audio.Begin(WriteMode.Replace);
        if (_machine.State == CartState.Off)
            _machine.Adopt(Displaced);
        else if (Displaced is not null)
            _machine.BringUpToDate(Displaced);
        Displaced = null;

        _machine.IsDiskWritten = false;
        if (_machine.State == CartState.Running)
            _machine.Update(tick, ReadInput(), MemoryMarshal.Cast<byte, short>(audio.Bytes));
        else
            audio.Bytes.Clear();
        Publish(memory, globals, voices);
        audio.Publish();
        bool isWritten = _machine.IsDiskWritten;
        if (isWritten)
            disk.Publish();
        SaveDisk(isWritten);
        return Outcome();
    }

    public void RequestStop() => _machine.RequestStop();

    public void Dispose() => _machine.Dispose();

    private static Region Find(IRegionTable regions, string name)
        => regions.TryGet(name, out Region? region) ? region : throw new InvalidOperationException($"The region {name} was checked to be there.");

    private static void Publish(in WriteScope memory, in WriteScope globals, in WriteScope voices)
    {
        memory.Publish();
        globals.Publish();
        voices.Publish();
    }

    private CartInput ReadInput()
    {
        ReadOnlySpan<byte> front = _input.Front;
        bool isMouseSeen = front[9] != 0;

        // The reference writes 0, 0 before every update until its page has seen a pointer; only start() finds the initial position.
        return new CartInput(
            BinaryPrimitives.ReadUInt32LittleEndian(front),
            isMouseSeen ? BinaryPrimitives.ReadInt16LittleEndian(front[4..]) : (short)0,
            isMouseSeen ? BinaryPrimitives.ReadInt16LittleEndian(front[6..]) : (short)0,
            front[8]);
    }

    private void LoadDisk(CartDisk* disk)
    {
        if (!_options.Disks.Load(_prepared.Program.Digest, ref *disk).TryGet(out _, out Fault<CartErrorCode>? fault))
            _options.Host.Trace.Write(fault.ToString());
    }

    private void SaveDisk(bool isWritten)
    {
        _isDiskUnsaved |= isWritten;
        if (_isDiskUnsaved && _options.Disks.TrySave(_prepared.Program.Digest, *(CartDisk*)_disk.Region.FrontPointer))
            _isDiskUnsaved = false;
    }

    private UnitOutcome Outcome() => _machine.Crash is { } crash
        ? new UnitOutcome(crash.Kind == CrashKind.TooSlow ? UnitFault.Interrupted : UnitFault.Trap, crash.ToString(), _machine.FuelUsed)
        : new UnitOutcome(UnitFault.None, null, _machine.FuelUsed);
}
