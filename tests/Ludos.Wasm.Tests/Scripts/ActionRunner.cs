using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Tests.Scripts;

/// <summary>Calls exports and reads globals, and judges what comes back. No call runs on for ever: a watchdog interrupts it.</summary>
internal sealed class ActionRunner : IDisposable
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);

    private readonly Timer _watchdog;
    private volatile WasmInstance? _running;

    public ActionRunner() => _watchdog = new Timer(_ => _running?.RequestInterrupt());

    public Outcome Succeeds(WasmInstance instance, ScriptAction action) =>
        Perform(instance, action) switch
        {
            { Problem: null, Trap: TrapKind.None } => Outcome.Passed,
            var performed => Outcome.Failed(performed.Problem ?? $"{action.Export} trapped: {performed.Trap}"),
        };

    public Outcome Returns(WasmInstance instance, ScriptAction action, IReadOnlyList<ValuePattern> expected)
    {
        var performed = Perform(instance, action);
        if (performed is not { Problem: null, Trap: TrapKind.None })
        {
            return Outcome.Failed(performed.Problem ?? $"{action.Export} trapped: {performed.Trap}");
        }

        var results = performed.Results;
        return results.Length == expected.Count && results.Zip(expected).All(pair => pair.Second.Accepts(pair.First))
            ? Outcome.Passed
            : Outcome.Failed($"{action.Export} wanted [{string.Join(", ", expected)}], got [{string.Join(", ", results)}]");
    }

    public Outcome Traps(WasmInstance instance, ScriptAction action, string message)
    {
        var wanted = TrapMessages.KindOf(message);
        return Perform(instance, action) switch
        {
            { Problem: null } performed when wanted != TrapKind.None && performed.Trap == wanted => Outcome.Passed,
            var performed => Outcome.Failed(performed.Problem ?? $"{action.Export} wanted a trap '{message}', got {performed.Trap}"),
        };
    }

    public Outcome Throws(WasmInstance instance, ScriptAction action) =>
        Perform(instance, action) switch
        {
            { HasThrown: true } => Outcome.Passed,
            var performed => Outcome.Failed(performed.Problem ?? $"{action.Export} wanted an exception, got {performed.Trap}"),
        };

    public void Dispose() => _watchdog.Dispose();

    private static WasmValue ToValue(ConstantNode constant) => constant.Kind switch
    {
        ConstantKind.I32 or ConstantKind.F32 => WasmValue.From((int)constant.Bits),
        ConstantKind.I64 or ConstantKind.F64 => WasmValue.From((long)constant.Bits),
        ConstantKind.V128 => WasmValue.From(Vector128.Create(constant.Vector)),
        ConstantKind.ExternReference or ConstantKind.HostReference => WasmValue.FromRef(new ExternHandle(constant.Bits)),
        _ => WasmValue.FromRef(null),
    };

    private readonly record struct Performed(string? Problem, TrapKind Trap, WasmValue[] Results)
    {
        public bool HasThrown { get; init; }
    }

    private Performed Perform(WasmInstance instance, ScriptAction action)
    {
        if (action.Arguments is null)
        {
            return instance.TryGetGlobal(action.Export, out var global)
                ? new Performed(null, TrapKind.None, [global.Value])
                : new Performed($"no global {action.Export}", TrapKind.None, []);
        }

        if (!instance.Function(action.Export).TryGet(out var function, out var fault))
        {
            return new Performed(fault.Message, TrapKind.None, []);
        }

        if (function.Type.Parameters.Length != action.Arguments.Count)
        {
            return new Performed($"{action.Export} takes {function.Type.Parameters.Length} arguments", TrapKind.None, []);
        }

        var results = new WasmValue[function.Type.Results.Length];
        _running = instance;
        _watchdog.Change(LongestCall, Timeout.InfiniteTimeSpan);
        var outcome = function.Invoke([.. action.Arguments.Select(ToValue)], results);
        _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _running = null;
        return new Performed(outcome.Exception is null ? null : outcome.Detail, outcome.Trap, results) { HasThrown = outcome.Exception is not null };
    }
}
