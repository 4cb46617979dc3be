using System.Globalization;

namespace Ludos.Distribution;

/// <summary>How addresses name the key that sealed an object: <c>ID.GENERATION</c>.</summary>
public static class ObjectSeal
{
    public static string Of(string moduleId, int keyGeneration) => string.Create(CultureInfo.InvariantCulture, $"{moduleId}.{keyGeneration}");
}
