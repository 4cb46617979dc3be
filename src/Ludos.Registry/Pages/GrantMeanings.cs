using System.Collections.Frozen;

namespace Ludos.Registry.Pages;

/// <summary>What a grant lets a module do, for people.</summary>
internal static class GrantMeanings
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["input"] = "Sees keys, mouse, touch and gamepad while its game is in front of you.",
        ["native"] = "Runs as a native program, outside the sandbox. Only install it from somebody you trust fully.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string grant) => Known.GetValueOrDefault(grant, "This page does not know what it means. Ask the publisher before you install.");
}
