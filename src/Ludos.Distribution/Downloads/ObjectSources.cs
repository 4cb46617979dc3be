using System.Collections.Immutable;

namespace Ludos.Distribution;

/// <summary>
/// The sources of one session. A source that lies, stalls or sends without end is dropped for as long as the session lasts; a new session
/// asks it again. Thread-safe.
/// </summary>
public sealed class ObjectSources
{
    private readonly ImmutableArray<ObjectSourceState> _states;

    /// <param name="sources">Preferred ones first; at least one.</param>
    public ObjectSources(IEnumerable<IObjectSource> sources)
    {
        _states = [.. sources.Select(source => new ObjectSourceState(source))];
        if (_states.IsEmpty) throw new ArgumentException("A download needs a source.", nameof(sources));
    }

    /// <summary>Sources that were dropped, and why.</summary>
    public IEnumerable<(string Source, string Because)> Dropped =>
        _states.Where(state => state.IsDropped).Select(state => (state.Source.Name, state.DroppedBecause!));

    internal bool AreAllDropped => _states.All(state => state.IsDropped);

    internal int Count => _states.Length;

    /// <summary>The next source worth asking, from a place in the list on; null = none.</summary>
    /// <param name="from">Workers begin at different places, so that all sources carry.</param>
    /// <param name="without">Sources that have not this object.</param>
    internal ObjectSourceState? Next(int from, IReadOnlySet<ObjectSourceState> without)
    {
        for (var step = 0; step < _states.Length; step++)
        {
            var state = _states[(from + step) % _states.Length];
            if (!state.IsDropped && !without.Contains(state))
            {
                return state;
            }
        }

        return null;
    }
}
