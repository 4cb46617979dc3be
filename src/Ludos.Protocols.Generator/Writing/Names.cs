using System.Text;

namespace Ludos.Protocols.Generator;

/// <summary>A schema's names, camelCase, as each language writes its own.</summary>
internal static class Names
{
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    public static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    public static string UpperSnake(string name) => Snake(name).ToUpperInvariant();

    /// <summary>system/v1/arena.capnp gives Arena.</summary>
    public static string FileStem(string path) => Pascal(Path.GetFileNameWithoutExtension(path));
}
