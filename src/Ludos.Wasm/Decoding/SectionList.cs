using System.Collections.Immutable;

namespace Ludos.Wasm.Decoding;

/// <summary>Where the sections of a decoded module lie, for people and for readers of custom sections.</summary>
internal static class SectionList
{
    private const int HeaderBytes = 8;
    private const int Custom = 0;

    private static readonly string[] Names =
        ["custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data", "data count", "tag"];

    public static ImmutableArray<SectionDescriptor> Read(ModuleContents module)
    {
        var sections = ImmutableArray.CreateBuilder<SectionDescriptor>();
        var cursor = new ByteCursor(module.Bytes, HeaderBytes, module.Bytes.Length);
        while (!cursor.AtEnd)
        {
            var id = cursor.Byte();
            var content = cursor.Sub(cursor.U32());
            var (offset, length) = (content.Position, content.Remaining);
            sections.Add(new SectionDescriptor(id == Custom ? $"custom \"{content.Name(module.Limits.MaxNameBytes)}\"" : Names[id], offset, length));
        }

        return sections.ToImmutable();
    }

    /// <summary>Place and length of the content of a custom section, its name not included; a length of 0 where there is none.</summary>
    public static (int Offset, int Length) FindCustom(ModuleContents module, string name)
    {
        var cursor = new ByteCursor(module.Bytes, HeaderBytes, module.Bytes.Length);
        while (!cursor.AtEnd)
        {
            var id = cursor.Byte();
            var content = cursor.Sub(cursor.U32());
            if (id == Custom && content.Name(module.Limits.MaxNameBytes) == name)
            {
                return (content.Position, content.Remaining);
            }
        }

        return default;
    }
}
