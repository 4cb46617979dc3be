using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Loading;
using Ludos.Runtime.Swapping;
using Ludos.Runtime.World;
using Ludos.State;
using Ludos.Trust;

namespace Ludos.Runtime.Replaying;

/// <summary>Changes code as it was recorded: a group's modules are gathered until all are there, and then flip before the next step together.</summary>
internal sealed class RecordedSwitches(GameSession session, ModuleGate gate, string path)
{
    private readonly List<(ModuleSeat Seat, IPreparedModule Candidate)> _gathered = [];
    private RecordedSwitch _awaited;

    /// <summary>Why the next step cannot run yet; null when no group is half there.</summary>
    public Fault<ReplayErrorCode>? Problem => _gathered.Count == 0 ? null : Refused($"{path} switches {_awaited.Lead} with {_awaited.Count} modules, and {_gathered.Count} of them are there.", "");

    public Fault<ReplayErrorCode>? Apply(LogEvent happened, LogPart? part)
    {
        if (session.World.Modules.FirstOrDefault(module => module.Id == happened.Subject) is not { } seat)
        {
            return new Fault<ReplayErrorCode>(ReplayErrorCode.Refused, $"{path} changes the code of {happened.Subject}, which the game does not have.");
        }

        if (happened.Kind == LogEventKind.RollBack)
        {
            return seat.Slot.RequestRollBack().TryGet(out _, out var busy) ? null : Refused(busy.Message, busy.Mend);
        }

        if (part is null)
        {
            return Refused($"{path} swaps {seat.Id} without the code.", "");
        }

        if (RecordedSwitch.Read(happened) is not { } group || (_gathered.Count > 0 && group != _awaited) || _gathered.Exists(other => other.Seat == seat))
        {
            return Refused($"{path} swaps {seat.Id} as a part of \"{happened.Text}\", which does not fit what was before it.", "");
        }

        if (!RecordedModule.Verify(part, gate).TryGet(out var verified, out var untrusted))
        {
            return Refused(untrusted.Message, untrusted.Mend);
        }

        if (!SwapDesk.Prepare(seat, verified).TryGet(out var candidate, out var bad))
        {
            return Refused(bad.Message, bad.Mend);
        }

        _awaited = group;
        _gathered.Add((seat, candidate));
        return _gathered.Count == group.Count ? Begin() : null;
    }

    private Fault<ReplayErrorCode>? Begin()
    {
        var members = session.World.Modules.SelectMany(seat => _gathered.Where(member => member.Seat == seat)).ToList();
        _gathered.Clear();
        return SwapGroup.Begin([.. members.Select(member => member.Seat.Slot)]).TryGet(out var group, out var fault) && group.Offer([.. members.Select(member => member.Candidate)]).TryGet(out _, out fault)
            ? null
            : Refused(fault.Message, fault.Mend);
    }

    private static Fault<ReplayErrorCode> Refused(string message, string mend) => new(ReplayErrorCode.BadGame, message, mend);
}
