using System.Globalization;
using Ludos.Base;

namespace Ludos.Cli.Playing;

internal enum TickListError
{
    NotANumber,
    TooLong,
}

/// <summary>The list of ticks after --at: numbers of 0 or more, joined by commas.</summary>
internal static class TickList
{
    private const int MaxTicks = 100_000;

    public static Result<IReadOnlyList<long>, TickListError> Parse(string? text)
    {
        if (text is null)
        {
            return Array.Empty<long>();
        }

        var parts = text.Split(',');
        if (parts.Length > MaxTicks)
        {
            return new Fault<TickListError>(TickListError.TooLong, $"--at names {parts.Length} ticks, at most {MaxTicks} are taken.");
        }

        var ticks = new long[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (!long.TryParse(parts[index].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out ticks[index]))
            {
                return new Fault<TickListError>(TickListError.NotANumber, $"--at: '{parts[index]}' is not a tick number.", "Write numbers joined by commas, such as 1,60,600.");
            }
        }

        return ticks;
    }
}
