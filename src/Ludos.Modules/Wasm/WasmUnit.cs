using System.Globalization;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>A unit whose code is an exported wasm function. See docs/reference/unit.md.</summary>
internal sealed class WasmUnit : IUnit, IDisposable
{
    /// <summary>The tick that a start entry is handed: before the first.</summary>
    private const long StartTick = -1;

    private readonly WasmInstance _instance;
    private readonly ILinearState _state;
    private readonly UnitWindows _windows;
    private readonly WasmFunction _entry;
    private readonly WasmFunction? _start;

    public WasmUnit(WasmInstance instance, ILinearState state, UnitDescriptor descriptor, UnitDeclaration declaration, UnitWindows windows)
    {
        _instance = instance;
        _state = state;
        _windows = windows;
        Descriptor = descriptor;
        _entry = instance.Function(declaration.Entry).Value;
        _start = declaration.Start is null ? null : instance.Function(declaration.Start).Value;
    }

    public UnitDescriptor Descriptor { get; }

    public UnitOutcome Start() => _start is null ? default : Call(_start, StartTick, Math.Min(Descriptor.FuelPerTick * ModuleLimits.StartFuelTicks, ModuleLimits.MaxStartFuel));

    public void LatchPrevious() => _windows.Latch();

    public UnitOutcome Run(long tick) => Call(_entry, tick, Descriptor.FuelPerTick);

    public void RequestStop() => _instance.RequestInterrupt();

    public void Dispose() => _windows.Dispose();

    private UnitOutcome Call(WasmFunction function, long tick, long fuel)
    {
        _instance.ClearInterrupt();
        if (_state.Begin(_windows.Keep)) _windows.Forget();
        if (!_windows.TryCopyIn())
        {
            _windows.Forget();
            _state.Spoil();
            return new UnitOutcome(UnitFault.Trap, "The system will not map one of its regions any more.", 0);
        }

        _instance.Fuel = fuel;
        CallOutcome outcome = function.Run(tick, out int code);
        long fuelUsed = Math.Clamp(fuel - _instance.Fuel, 0, fuel);
        if (!outcome.IsOk || code != 0)
        {
            _windows.Forget();
            _state.Spoil();
            return outcome.IsOk ? ReturnedError(code, fuelUsed) : Stopped(outcome, fuel, fuelUsed);
        }

        _windows.Publish();
        _state.Commit();
        return new UnitOutcome(UnitFault.None, null, fuelUsed);
    }

    private static UnitOutcome ReturnedError(int code, long fuelUsed) =>
        new(UnitFault.ReturnedError, string.Create(CultureInfo.InvariantCulture, $"It returned fault code {code}."), fuelUsed);

    private static UnitOutcome Stopped(in CallOutcome outcome, long fuel, long fuelUsed) => outcome.Trap switch
    {
        TrapKind.OutOfFuel => new(UnitFault.OverBudget, string.Create(CultureInfo.InvariantCulture, $"It used up its budget of {fuel} fuel. {outcome.Detail}"), fuelUsed),
        TrapKind.Interrupted => new(UnitFault.Interrupted, $"The wall clock stopped it. {outcome.Detail}", fuelUsed),
        _ => new(UnitFault.Trap, $"It trapped: {outcome.Trap}. {outcome.Detail}", fuelUsed),
    };
}
