using System.Text;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>Writes the names that text gave into the custom section <c>name</c>; subsections without names are left out.</summary>
internal static class NameSection
{
    public const string Name = "name";

    public const byte Module = 0;
    public const byte Functions = 1;
    public const byte Locals = 2;
    public const byte Types = 4;
    public const byte Tables = 5;
    public const byte Memories = 6;
    public const byte Globals = 7;
    public const byte Elements = 8;
    public const byte Data = 9;
    public const byte Fields = 10;
    public const byte Tags = 11;

    public static byte[] Write(ModuleScope scope, string? moduleName)
    {
        var section = new ByteSink();
        if (moduleName is not null)
        {
            section.Byte(Module).Sized(new ByteSink().Sized(Encoding.UTF8.GetBytes(moduleName)));
        }

        Flat(section, Functions, scope.Functions);
        Nested(section, Locals, scope.Locals);
        Flat(section, Types, scope.TypeIndices);
        Flat(section, Tables, scope.Tables);
        Flat(section, Memories, scope.Memories);
        Flat(section, Globals, scope.Globals);
        Flat(section, Elements, scope.Elements);
        Flat(section, Data, scope.Data);
        Nested(section, Fields, scope.Types.Fields.OrderBy(entry => entry.Key));
        Flat(section, Tags, scope.Tags);
        return section.ToArray();
    }

    private static void Flat(ByteSink section, byte id, IndexSpace space)
    {
        var names = Map(space, out var count);
        if (count > 0)
        {
            section.Byte(id).Sized(names);
        }
    }

    private static void Nested(ByteSink section, byte id, IEnumerable<KeyValuePair<uint, IndexSpace>> spaces)
    {
        var maps = new ByteSink();
        uint count = 0;
        foreach (var (owner, space) in spaces)
        {
            var names = Map(space, out var named);
            if (named > 0)
            {
                maps.Unsigned(owner).Append(names);
                count++;
            }
        }

        if (count > 0)
        {
            section.Byte(id).Sized(new ByteSink().Unsigned(count).Append(maps));
        }
    }

    private static ByteSink Map(IndexSpace space, out int count)
    {
        var entries = space.Names.ToList();
        count = entries.Count;
        var map = new ByteSink().Unsigned((ulong)count);
        entries.ForEach(entry => map.Unsigned(entry.Index).Sized(Encoding.UTF8.GetBytes(entry.Name)));
        return map;
    }
}
