namespace Ludos.Wasm.Tests.Wast.Scripts;

/// <summary>Calls exports and reads globals, and judges what comes back. No call runs on for ever: a watchdog interrupts it.</summary>
internal sealed class ActionRunner : IDisposable
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);

    private readonly Timer _watchdog;
    private volatile WasmInstance? _running;

    public ActionRunner() => _watchdog = new Timer(_ => _running?.RequestInterrupt());

    public Outcome Succeeds(WasmInstance instance, ScriptAction action)
    {
        var (problem, trap, _) = Perform(instance, action);
        return problem is null && trap == TrapKind.None ? Outcome.Passed : Outcome.Failed(problem ?? $"{action.Export} trapped: {trap}");
    }

    public Outcome Returns(WasmInstance instance, ScriptAction action, IReadOnlyList<ValuePattern> expected)
    {
        var (problem, trap, results) = Perform(instance, action);
        if (problem is not null || trap != TrapKind.None)
        {
            return Outcome.Failed(problem ?? $"{action.Export} trapped: {trap}");
        }

        return results.Length == expected.Count && results.Zip(expected).All(pair => pair.Second.Accepts(pair.First))
            ? Outcome.Passed
            : Outcome.Failed($"{action.Export} wanted [{string.Join(", ", expected)}], got [{string.Join(", ", results)}]");
    }

    public Outcome Traps(WasmInstance instance, ScriptAction action, string message)
    {
        var wanted = TrapMessages.KindOf(message);
        var (problem, trap, _) = Perform(instance, action);
        return problem is null && wanted != TrapKind.None && trap == wanted
            ? Outcome.Passed
            : Outcome.Failed(problem ?? $"{action.Export} wanted a trap '{message}', got {trap}");
    }

    public void Dispose() => _watchdog.Dispose();

    private static WasmValue ToValue(ConstantNode constant) => constant.Kind switch
    {
        ConstantKind.I32 or ConstantKind.F32 => WasmValue.From((int)constant.Bits),
        ConstantKind.I64 or ConstantKind.F64 => WasmValue.From((long)constant.Bits),
        ConstantKind.ExternReference => WasmValue.FromRef(new ExternHandle(constant.Bits)),
        _ => WasmValue.FromRef(null),
    };

    private (string? Problem, TrapKind Trap, WasmValue[] Results) Perform(WasmInstance instance, ScriptAction action)
    {
        if (action.Arguments is null)
        {
            return instance.TryGetGlobal(action.Export, out var global)
                ? (null, TrapKind.None, [global.Value])
                : ($"no global {action.Export}", TrapKind.None, []);
        }

        if (!instance.Function(action.Export).TryGet(out var function, out var fault))
        {
            return (fault.Message, TrapKind.None, []);
        }

        if (function.Type.Parameters.Length != action.Arguments.Count)
        {
            return ($"{action.Export} takes {function.Type.Parameters.Length} arguments", TrapKind.None, []);
        }

        var results = new WasmValue[function.Type.Results.Length];
        _running = instance;
        _watchdog.Change(LongestCall, Timeout.InfiniteTimeSpan);
        var outcome = function.Invoke([.. action.Arguments.Select(ToValue)], results);
        _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _running = null;
        return (null, outcome.Trap, results);
    }
}
