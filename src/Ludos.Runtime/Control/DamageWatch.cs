using Ludos.State;

namespace Ludos.Runtime.Control;

/// <summary>
/// Has the arena audited, tells what was found, and restores a damaged region between two ticks: its writer loses it, and may ask again. One look at a time.
/// </summary>
internal sealed class DamageWatch(GameSession session)
{
    private int _isLooking;

    public void Look()
    {
        // The timer does not wait for a look that takes long.
        if (Interlocked.Exchange(ref _isLooking, 1) != 0)
        {
            return;
        }

        try
        {
            var found = session.Arena.Audit();
            foreach (var damage in found)
            {
                session.Tell(SessionEventKind.Damaged, "", damage.Detail);
            }

            foreach (var name in found.Where(damage => damage.Kind != DamageKind.PinForged).Select(damage => damage.Region).Distinct(StringComparer.Ordinal))
            {
                Restore(name);
            }
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private void Restore(string name) => session.AtBoundary(() =>
    {
        if (session.Arena.TryFind(name, out var region) && !session.Arena.Restore(region).TryGet(out _, out var fault))
        {
            session.Tell(SessionEventKind.Damaged, "", fault.Message);
        }
    });
}
