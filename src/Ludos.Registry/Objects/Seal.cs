using System.Globalization;
using Ludos.Modules;

namespace Ludos.Registry.Objects;

/// <summary>Which key sealed an object: a module's, of a generation. In addresses <c>ID.GENERATION</c>.</summary>
internal sealed record Seal(string ModuleId, int Generation)
{
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Seal? seal)
    {
        seal = null;
        var dot = text.LastIndexOf('.');
        if (dot <= 0 || dot > ModuleLimits.MaxIdLength || !ModuleIds.IsId(text[..dot])
            || !int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            || generation < 1 || text[dot + 1] == '0')
        {
            return false;
        }

        seal = new Seal(text[..dot], generation);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ModuleId}.{Generation}");
}
