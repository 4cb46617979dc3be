using System.Globalization;
using Ludos.Runtime.World;
using Ludos.State;

namespace Ludos.Runtime;

/// <summary>How a log says that several modules changed code together: each one's event names the first of them and how many they are.</summary>
/// <param name="Lead">The first of the group, in the order of the game's modules.</param>
/// <param name="Count">Modules of the group, 1 for a swap of one.</param>
internal readonly record struct RecordedSwitch(string Lead, int Count)
{
    /// <summary>Empty for a module that changes alone.</summary>
    public static string TextOf(ModuleSeat module) => module.Slot.LastAttempt is { Group.Slots: { Count: > 1 } slots }
        ? string.Create(CultureInfo.InvariantCulture, $"{slots[0].ModuleId} {slots.Count}")
        : "";

    /// <returns>Null when the text is none of the above.</returns>
    public static RecordedSwitch? Read(LogEvent swapped)
    {
        if (swapped.Text.Length == 0)
        {
            return new RecordedSwitch(swapped.Subject, 1);
        }

        var space = swapped.Text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && int.TryParse(swapped.Text.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 1 and <= Loading.GameFile.MaxModules
            ? new RecordedSwitch(swapped.Text[..space], count)
            : null;
    }
}
