using Ludos.Modules;

namespace Ludos.Distribution;

/// <summary>A step of a reason: a module, and the range in which it is wanted.</summary>
public readonly record struct DependencyStep(string Id, string Range);

/// <summary>Why a module is in a set.</summary>
public static class DependencyChains
{
    /// <summary>The shortest chain from each root that leads to a module: the root first, the module last. Empty where none does.</summary>
    public static IReadOnlyList<IReadOnlyList<DependencyStep>> To(InstalledSet set, string module)
    {
        ArgumentNullException.ThrowIfNull(set);
        return [.. set.Roots.Select(root => Shortest(set, root, module)).OfType<IReadOnlyList<DependencyStep>>()];
    }

    private static List<DependencyStep>? Shortest(InstalledSet set, Dependency root, string module)
    {
        var reached = new Dictionary<string, (string? From, string Range)>(StringComparer.Ordinal) { [root.Id] = (null, root.RangeText) };
        var waiting = new Queue<string>([root.Id]);
        while (waiting.TryDequeue(out var id))
        {
            if (id == module)
            {
                return Back(reached, module);
            }

            foreach (var dependency in set.Find(id)?.Dependencies ?? [])
            {
                if (reached.TryAdd(dependency.Id, (id, dependency.RangeText)))
                {
                    waiting.Enqueue(dependency.Id);
                }
            }
        }

        return null;
    }

    private static List<DependencyStep> Back(Dictionary<string, (string? From, string Range)> reached, string module)
    {
        var chain = new List<DependencyStep>();
        for (string? id = module; id is not null; id = reached[id].From)
        {
            chain.Insert(0, new DependencyStep(id, reached[id].Range));
        }

        return chain;
    }
}
