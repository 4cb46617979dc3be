using Ludos.Base;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <summary>
/// A module at work: its memory, tables and globals. Used by one thread at a time; <see cref="RequestInterrupt"/> alone may be called from another.
/// Once it is disposed its functions throw <see cref="ObjectDisposedException"/>. Memory that another instance can still reach is freed with that instance.
/// </summary>
public sealed class WasmInstance : IDisposable
{
    private readonly InstanceState _state;
    private readonly InitialContent _initial;
    private readonly List<WasmMemory> _ownedMemories;
    private readonly Dictionary<string, ModuleExport> _exports;

    internal WasmInstance(InstanceState state, InitialContent initial, List<WasmMemory> ownedMemories)
    {
        _state = state;
        _initial = initial;
        _ownedMemories = ownedMemories;
        _exports = state.Code.Contents.Exports.ToDictionary(export => export.Name, StringComparer.Ordinal);
    }

    public CompiledModule Code => _state.Code;

    /// <summary>Memory 0, own or imported; null when the module has none.</summary>
    public WasmMemory? Memory => _state.Memory;

    /// <summary>Units left. Each function entry and each arrival at a loop's head uses one, each 64 bytes of a bulk operation another; below 0 the call ends with <see cref="TrapKind.OutOfFuel"/>.</summary>
    public long Fuel
    {
        get => _state.Fuel;
        set => _state.Fuel = value;
    }

    /// <summary>Mutable numeric globals that the module defines, in index order, 16 bytes each, the value in the first 4, 8 or 16.</summary>
    public Span<byte> MutableGlobals => _state.MutableGlobals;

    /// <summary>Ends the running call, and every later one, with <see cref="TrapKind.Interrupted"/>, until <see cref="ClearInterrupt"/>. Any thread may call it.</summary>
    public void RequestInterrupt() => _state.SetInterrupted(true);

    public void ClearInterrupt() => _state.SetInterrupted(false);

    public Result<WasmFunction, WasmErrorCode> Function(string export) =>
        TryFind(export, ExternKind.Function, out var index)
            ? _state.FunctionAt(index)
            : new Fault<WasmErrorCode>(WasmErrorCode.NoSuchExport, $"The module exports no function '{export}'.", $"It exports: {string.Join(", ", _exports.Keys.Take(20))}.");

    public bool TryGetGlobal(string export, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WasmGlobal? global)
    {
        global = TryFind(export, ExternKind.Global, out var index) ? _state.GlobalAt(index) : null;
        if (global is { Type.IsReference: true })
        {
            _state.MarkLinked();
        }

        return global is not null;
    }

    public bool TryGetMemory(string export, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WasmMemory? memory)
    {
        memory = TryFind(export, ExternKind.Memory, out var index) ? _state.Memories[index] : null;
        return memory is not null;
    }

    public bool TryGetTable(string export, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WasmTable? table)
    {
        table = TryFind(export, ExternKind.Table, out var index) ? _state.Tables[index] : null;
        if (table is not null)
        {
            _state.MarkLinked();
        }

        return table is not null;
    }

    public bool TryGetTag(string export, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WasmTag? tag)
    {
        tag = TryFind(export, ExternKind.Tag, out var index) ? _state.Tags[index] : null;
        return tag is not null;
    }

    /// <summary>
    /// Back to how instantiation left it, before the start function, which is not run again: memory 0 (but for the byte ranges in <paramref name="keep"/>)
    /// and the other memories that the module defines, mutable globals, the module's own tables, dropped segments. Imported globals and tables stay as they are.
    /// Allocates nothing, unless the module's initialisers make structs or arrays: those are made anew.
    /// </summary>
    /// <exception cref="InvalidOperationException">A call into the instance has not returned.</exception>
    /// <exception cref="InsufficientMemoryException">There is no room for the structs and arrays.</exception>
    public void ResetToInitial(ReadOnlySpan<(int Start, int Length)> keep)
    {
        CheckIdle();
        try
        {
            _initial.Restore(keep);
        }
        catch (WasmTrapException trap)
        {
            throw new InsufficientMemoryException(trap.Message);
        }
    }

    /// <summary>
    /// Bytes of memory 0 that the code may read and not write: a store there is <see cref="TrapKind.ReadOnlyWindow"/>. Replaces what was set before.
    /// </summary>
    /// <param name="start">Not within what the module's memory starts with.</param>
    /// <param name="nameOf">Names what lies at an address of the range, for messages.</param>
    /// <exception cref="InvalidOperationException">The code was compiled without <see cref="CompileOptions.ReadOnlyRange"/>, or a call has not returned.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range begins too early.</exception>
    public void SetReadOnlyRange(ulong start, ulong lengthBytes, Func<ulong, string?> nameOf)
    {
        CheckIdle();
        if (!_state.Code.ChecksReadOnlyRange)
        {
            throw new InvalidOperationException("The code was compiled without CompileOptions.ReadOnlyRange.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(start, (_state.Code.Module.DeclaredMinPages ?? 0) * WasmMemory.PageBytes);
        _state.ReadOnlyStart = (nuint)start;
        _state.ReadOnlyLength = (nuint)lengthBytes;
        _state.NameReadOnly = nameOf;
        ReadOnlyRanges.Add(_state);
    }

    /// <summary>Writes the bytes of active data segments that are not the same in <paramref name="previous"/>, and leaves all others as the running module made them.</summary>
    /// <exception cref="ArgumentException">The two modules keep their statics at different places.</exception>
    /// <exception cref="InvalidOperationException">A call into the instance has not returned.</exception>
    public void ApplyChangedData(WasmModule previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        CheckIdle();
        var module = _state.Code.Module;
        if (previous.StaticLayoutFingerprint != module.StaticLayoutFingerprint)
        {
            throw new ArgumentException("The modules' static layouts differ.", nameof(previous));
        }

        DataPatch.Apply(_state, previous.Contents);
    }

    /// <exception cref="InvalidOperationException">A call into the instance has not returned.</exception>
    public void Dispose()
    {
        if (_state.IsDisposed)
        {
            return;
        }

        CheckIdle();
        _state.MarkDisposed();
        _state.ReleaseMemory(_ownedMemories);
    }

    private void CheckIdle()
    {
        if (_state.Depth != 0)
        {
            throw new InvalidOperationException("A call into the instance has not returned.");
        }

        ObjectDisposedException.ThrowIf(_state.IsDisposed, this);
    }

    private bool TryFind(string export, ExternKind kind, out int index)
    {
        var found = _exports.TryGetValue(export, out var entry) && entry.Kind == kind;
        index = entry.Index;
        return found;
    }
}
