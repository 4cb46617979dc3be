using System.Globalization;

namespace Ludos.Modules;

/// <summary>
/// One try to put other code in a module's place: a swap, or a roll back. The tick thread completes it, any thread reads it;
/// what it says is final once <see cref="IsOver"/>.
/// </summary>
public sealed class SwapAttempt
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stage;
    private long _flipTick = -1;
    private long _endTick = -1;
    private string? _faultModule;
    private string? _faultUnit;
    private UnitOutcome _fault;
    private string? _why;

    internal SwapAttempt(ModulePackage from, SwapStage stage)
    {
        From = from;
        _stage = (int)stage;
    }

    /// <summary>The code that ran before.</summary>
    public ModulePackage From { get; }

    /// <summary>The code that takes its place; null until it is prepared.</summary>
    public ModulePackage? To { get; internal set; }

    /// <summary>Preparing, Ready or Probation while it is under way; then Promoted, RolledBack or Refused.</summary>
    public SwapStage Stage => (SwapStage)Volatile.Read(ref _stage);

    public bool IsOver => Stage is SwapStage.Promoted or SwapStage.RolledBack or SwapStage.Refused;

    /// <summary>The first tick that ran the other code; -1 while none has.</summary>
    public long FlipTick => Volatile.Read(ref _flipTick);

    /// <summary>The first tick after it was over; -1 before, and for one that never reached a tick.</summary>
    public long EndTick => Volatile.Read(ref _endTick);

    /// <summary>What forbade the swap, a line each.</summary>
    public IReadOnlyList<string> Differences { get; private set; } = [];

    /// <summary>The switch that it is part of, or that it takes back.</summary>
    public required SwapGroup Group { get; init; }

    /// <summary>The module whose unit failed: this one, or one of its group; null without a fault.</summary>
    public string? FaultModule => Volatile.Read(ref _faultModule);

    /// <summary>The unit whose fault rolled it back; null without one.</summary>
    public string? FaultUnit => Volatile.Read(ref _faultUnit);

    /// <summary>The fault that rolled it back.</summary>
    public UnitOutcome Fault => _fault;

    /// <summary>One sentence that says how it ended and why.</summary>
    public string Reason => Stage switch
    {
        SwapStage.Promoted => string.Create(CultureInfo.InvariantCulture, $"Promoted after {ModuleSlot.ProbationTicks} good ticks."),
        SwapStage.RolledBack when FaultUnit is not null => FaultText(),
        SwapStage.RolledBack or SwapStage.Refused => _why ?? "",
        _ => "",
    };

    /// <summary>Waits until it is over. False after the timeout.</summary>
    public bool Wait(TimeSpan timeout) => Completion.Wait(timeout);

    /// <summary>Completes when it is over; never faults.</summary>
    public Task Completion => _over.Task;

    internal void Enter(SwapStage stage, long tick)
    {
        if (stage == SwapStage.Probation) Volatile.Write(ref _flipTick, tick);
        else if (stage is SwapStage.Promoted or SwapStage.RolledBack) Volatile.Write(ref _endTick, tick);
        Volatile.Write(ref _stage, (int)stage);
        if (IsOver) _over.TrySetResult();
    }

    internal void Blame(string module, string unit, in UnitOutcome fault)
    {
        _fault = fault;
        Volatile.Write(ref _faultModule, module);
        Volatile.Write(ref _faultUnit, unit);
    }

    internal void Explain(string why, IReadOnlyList<string> differences)
    {
        Differences = differences;
        _why = why;
    }

    private string FaultText()
    {
        string detail = _fault.Detail ?? _fault.Fault.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"Rolled back: unit {FaultUnit}{(FaultModule == From.Manifest.Id ? "" : $" of {FaultModule}")} failed in tick {EndTick - 1}. {detail}");
    }
}
