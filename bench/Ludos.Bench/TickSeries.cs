namespace Ludos.Bench;

/// <summary>Collects a figure of every tick from the session's short memory, which must be looked at at least every ten seconds.</summary>
internal sealed class TickSeries(TickSeries.Copy copy)
{
    private const int MemoryTicks = 600;

    private readonly int[] _recent = new int[MemoryTicks];
    private readonly List<double> _milliseconds = [];

    public delegate int Copy(Span<int> recent, out long firstTick);

    /// <summary>By tick, from the first that the session ran.</summary>
    public IReadOnlyList<double> Milliseconds => _milliseconds;

    public void Collect()
    {
        var count = copy(_recent, out var first);
        if (first > _milliseconds.Count)
        {
            throw new InvalidOperationException("Ticks were forgotten before they were collected.");
        }

        for (var index = (int)(_milliseconds.Count - first); index < count; index++)
        {
            _milliseconds.Add(_recent[index] / 1000.0);
        }
    }
}
