using System.Runtime.CompilerServices;
using Ludos.Base;
using Ludos.Platform.Faults;
using Ludos.Wasm.Compilation;

namespace Ludos.Wasm.Execution;

/// <summary>
/// Compiles a small module for the guard tier and makes it run past its memory's end in every way that the just-in-time compiler could spoil:
/// loads whose value is dropped or cut short, stores that straddle, stores next to each other.
/// </summary>
internal static unsafe class GuardSelfTest
{
    private const int MemoryBytes = WasmMemory.PageBytes;
    private const byte Mark = 0x5A;

    /* (module
         (memory 1)
         (func (export "dropped") (param i64) (result i32) (drop (i64.load (i32.wrap_i64 (local.get 0)))) (i32.const 1))
         (func (export "cut") (param i64) (result i32) (i32.wrap_i64 (i64.load (i32.wrap_i64 (local.get 0)))))
         (func (export "float") (param i64) (result i32) (drop (f64.load (i32.wrap_i64 (local.get 0)))) (i32.const 1))
         (func (export "narrow") (param i64) (result i32) (i32.extend8_s (i32.load (i32.wrap_i64 (local.get 0)))))
         (func (export "store") (param i64) (result i32) (i64.store (i32.wrap_i64 (local.get 0)) (i64.const -1)) (i32.const 1))
         (func (export "pair") (param i64) (result i32)
           (i32.store8 (i32.wrap_i64 (local.get 0)) (i32.const 1)) (i32.store8 offset=1 (i32.wrap_i64 (local.get 0)) (i32.const 2)) (i32.const 1))
         (func (export "far") (param i64) (result i32) (i32.load offset=0xffffffff (i32.wrap_i64 (local.get 0))))) */
    private const string Code = "AGFzbQEAAAABBgFgAX4BfwMIBwAAAAAAAAAFAwEAAQc3Bwdkcm9wcGVkAAADY3V0AAEFZmxvYXQAAgZuYXJyb3cAAwVzdG9yZQAEBHBhaXIABQNmYXIABgpc"
        + "BwsAIACnKQMAGkEBCwkAIACnKQMApwsLACAApysDABpBAQsJACAApygCAMALDAAgAKdCfzcDAEEBCxQAIACnQQE6AAAgAKdBAjoAAUEBCwwAIACnKAL/////"
        + "Dws=";

    /// <summary>Null when the tier works here; otherwise why it does not, as a sentence.</summary>
    public static string? Run()
    {
        if (Environment.GetEnvironmentVariable(GuardTier.EnvironmentVariable) == "0")
        {
            return $"It is switched off by {GuardTier.EnvironmentVariable}=0.";
        }

        if (FaultGuard.Unavailable is { } fault)
        {
            return fault.Message;
        }

        using var memory = WasmMemory.TryAllocate(new Decoding.MemoryType(1, 1, false, false, false), 1, guarded: true);
        if (memory is not { IsGuarded: true })
        {
            return "The system grants no reservation of 8 GiB of addresses (ulimit -v).";
        }

        var module = WasmModule.Decode(Convert.FromBase64String(Code)).Value;
        using var instance = ModuleCompiler.Compile(module, new CompileOptions(), BoundsTier.Guard).Instantiate(new ImportSet(), new InstanceOptions { Memory = memory }).Value;
        return Loads(instance) ?? Stores(instance, memory) ?? OthersAreLeftAlone();
    }

    private static string? Loads(WasmInstance instance) =>
        Straddles(instance, "dropped", sizeof(long)) ?? Straddles(instance, "cut", sizeof(long)) ?? Straddles(instance, "float", sizeof(double))
        ?? Straddles(instance, "narrow", sizeof(int)) ?? Traps(instance, "far", uint.MaxValue);

    private static string? Stores(WasmInstance instance, WasmMemory memory)
    {
        memory.Span[^sizeof(long)..].Fill(Mark);
        if (PastTheEnd(instance, "store", sizeof(long)) is { } failure)
        {
            return failure;
        }

        if (memory.Span[^sizeof(long)..].ContainsAnyExcept(Mark))
        {
            return "A store that straddles the end of memory wrote its first bytes.";
        }

        return Fits(instance, "store", sizeof(long)) ?? Traps(instance, "pair", MemoryBytes - 1) ?? (memory.Span[^1] == 1 ? null : "Two stores came out as one.");
    }

    private static string? Straddles(WasmInstance instance, string export, int bytes) => Fits(instance, export, bytes) ?? PastTheEnd(instance, export, bytes);

    private static string? Fits(WasmInstance instance, string export, int bytes) =>
        instance.Function(export).Value.Run(MemoryBytes - bytes, out _).IsOk ? null : $"Its test '{export}' traps within memory.";

    private static string? PastTheEnd(WasmInstance instance, string export, int bytes)
    {
        for (var address = MemoryBytes - bytes + 1; address <= MemoryBytes; address++)
        {
            if (Traps(instance, export, address) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private static string? Traps(WasmInstance instance, string export, long address) =>
        instance.Function(export).Value.Run(address, out _).Trap == TrapKind.MemoryOutOfBounds ? null : $"Its test '{export}' did not trap at {address}.";

    private static string? OthersAreLeftAlone()
    {
        try
        {
            _ = LengthOf(null);
            return "A null reference went unnoticed.";
        }
        catch (NullReferenceException) when (!FaultGuard.TryTakeFault(out _))
        {
            return null;
        }
        catch (NullReferenceException)
        {
            return "A null reference of managed code was taken for an access to memory.";
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LengthOf(string? text) => text!.Length;
}
