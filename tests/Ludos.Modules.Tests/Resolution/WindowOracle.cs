namespace Ludos.Modules.Tests;

/// <summary>
/// Decides large graphs exactly, where every dependency lies within a reach: goes along the modules and keeps every choice of
/// the last few that can still be part of a set. As exhaustive as trying all sets, without their number.
/// </summary>
internal static class WindowOracle
{
    public static bool IsSolvable(RandomGraph graph, int reach)
    {
        int choices = graph.VersionCounts.Max() + 1;
        int states = (int)Math.Pow(choices, reach);
        bool[] alive = new bool[states];
        alive[0] = true;
        for (int module = 0; module < graph.VersionCounts.Length; module++)
        {
            bool[] next = new bool[states];
            for (int state = 0; state < states; state++)
            {
                if (!alive[state]) continue;
                for (int choice = 0; choice <= graph.VersionCounts[module]; choice++)
                {
                    // The state's lowest digit is the module just before.
                    if (Fits(graph, module, choice, state, choices, reach)) next[((state * choices) + choice) % states] = true;
                }
            }

            alive = next;
        }

        return alive.Contains(true);
    }

    private static bool Fits(RandomGraph graph, int module, int choice, int state, int choices, int reach)
    {
        foreach (RandomGraph.Need root in graph.Roots)
        {
            if (root.Module == module && (choice == 0 || !graph.Meets(root, choice - 1))) return false;
        }

        for (int distance = 1; distance <= reach && distance <= module; distance++)
        {
            int other = state % choices;
            state /= choices;
            if (!Meets(graph, module, choice, module - distance, other) || !Meets(graph, module - distance, other, module, choice)) return false;
        }

        return true;
    }

    /// <summary>Whether what a choice needs of another module is met by that one's choice.</summary>
    private static bool Meets(RandomGraph graph, int module, int choice, int other, int otherChoice)
    {
        if (choice == 0) return true;
        foreach (RandomGraph.Need need in graph.Needs[module][choice - 1])
        {
            if (need.Module == other && (otherChoice == 0 || !graph.Meets(need, otherChoice - 1))) return false;
        }

        return true;
    }
}
