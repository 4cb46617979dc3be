namespace Ludos.Architecture.Tests;

/// <summary>eng/floors.txt: each project's floor and the references it may have.</summary>
internal sealed record Floors(IReadOnlyDictionary<string, int> FloorOf, IReadOnlyDictionary<string, IReadOnlySet<string>> Allowed)
{
    public static Floors Load()
    {
        var floorOf = new Dictionary<string, int>();
        var allowed = new Dictionary<string, IReadOnlySet<string>>();
        foreach (var line in Checkout.Read("eng/floors.txt").Split('\n'))
        {
            var words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0)
            {
                continue;
            }

            floorOf.Add(words[1], int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture));
            allowed.Add(words[1], words.Skip(2).ToHashSet());
        }

        return new Floors(floorOf, allowed);
    }
}
