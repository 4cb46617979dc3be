using System.Text;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Text.Printing;

/// <summary>Prints a binary module as text, section by section, in the binary's order; bodies flat, with indices where there are no names.</summary>
internal sealed partial class ModulePrinter
{
    private const int MostNameBytes = 1_000_000;
    private const byte GlobalKind = 3;

    private readonly ModuleMap _map;
    private readonly TypePrinter _types;
    private readonly PrintedText _text;
    private ulong _localsPrinted;

    private ModulePrinter(byte[] bytes, int mostCharacters)
    {
        _text = new PrintedText(mostCharacters);
        _map = new ModuleMap(bytes, MostNameBytes);
        _types = new TypePrinter(_map.Names);
    }

    /// <exception cref="WasmFormatException">The bytes are not a module.</exception>
    public static string Print(byte[] bytes, int mostCharacters) => new ModulePrinter(bytes, mostCharacters).Run();

    private string Run()
    {
        _text.Add($"(module{(_map.Names.Module is { } name ? " " + name : "")}\n");
        var place = SectionPlace.First;
        foreach (var section in _map.Sections)
        {
            if (section.Id == ModuleMap.Custom)
            {
                CustomSection(section, place);
                continue;
            }

            place = SectionPlace.After(section.Id);
            Section(section);
        }

        _text.Add(")\n");
        return _text.ToString();
    }

    private void Section(SectionExtent section)
    {
        var cursor = _map.Cursor(section);
        switch (section.Id)
        {
            case ModuleMap.TypeSection: Types(); break;
            case ModuleMap.ImportSection: Imports(ref cursor); break;
            case ModuleMap.FunctionSection: break;
            case 4: Each(ref cursor, (ref ByteCursor item, uint index) => Table(ref item, index), _map.Imported(1)); break;
            case 5: Each(ref cursor, (ref ByteCursor item, uint index) => Line($"(memory {Id(_map.Names.Memories, index)} {TypePrinter.Memory(ref item)})"), _map.Imported(2)); break;
            case 6: Each(ref cursor, (ref ByteCursor item, uint index) => Global(ref item, index), _map.Imported(GlobalKind)); break;
            case 7: Each(ref cursor, (ref ByteCursor item, uint _) => Export(ref item), 0); break;
            case 8: Line($"(start {_map.Names.Functions.Reference(cursor.U32())})"); break;
            case 9: Each(ref cursor, (ref ByteCursor item, uint index) => Element(ref item, index), 0); break;
            case ModuleMap.CodeSection: Each(ref cursor, (ref ByteCursor item, uint index) => Function(ref item, index), _map.Imported(0)); break;
            case 11: Each(ref cursor, (ref ByteCursor item, uint index) => Data(ref item, index), 0); break;
            case 13: Each(ref cursor, (ref ByteCursor item, uint index) => Line($"(tag {Id(_map.Names.Tags, index)}{Tag(ref item)})"), _map.Imported(4)); break;
            case 12: break;
            default: throw WasmFormatException.Malformed(section.Start, $"0x{section.Id:x2} is no section");
        }
    }

    private delegate void Item(ref ByteCursor cursor, uint index);

    private static void Each(ref ByteCursor cursor, Item item, uint first)
    {
        for (uint count = cursor.U32(), index = 0; index < count; index++)
        {
            item(ref cursor, first + index);
        }
    }

    private void Line(string text) => _text.Add($"  {text}\n");

    /// <summary>The name where there is one, else the index in a comment.</summary>
    private static string Id(NameMap names, uint index) => names.Find(index) ?? $"(;{index};)";

    private void CustomSection(SectionExtent section, int place)
    {
        if (section.Name == NameSection.Name)
        {
            return;
        }

        var cursor = _map.Cursor(section);
        var word = SectionPlace.WordBefore(place);
        Line($"(@custom {Literals.Quoted(Encoding.UTF8.GetBytes(section.Name))} {(word is null ? "(before first)" : $"(after {word})")} {Literals.Quoted(cursor.Take((uint)cursor.Remaining))})");
    }

    private void Types()
    {
        uint index = 0;
        foreach (var group in _map.Groups)
        {
            if (group.Written)
            {
                Line("(rec");
            }

            foreach (var member in group.Members)
            {
                Line($"{(group.Written ? "  " : "")}(type {Id(_map.Names.Types, index)} {Definition(member, index)})");
                index++;
            }

            if (group.Written)
            {
                Line(")");
            }
        }
    }

    private string Definition(TypeDefinition member, uint index)
    {
        var names = _map.Names.FieldsOf(index);
        var composite = member switch
        {
            { Signature: { } signature } => $"(func{_types.Signature(signature)})",
            { Composite: TypeSectionReader.Struct } => $"(struct{string.Concat(member.Fields.Select((field, place) => $" (field {(names.Find((uint)place) is { } name ? name + " " : "")}{Field(field)})"))})",
            _ => $"(array {Field(member.Fields[0])})",
        };
        return member.Sub is { } sub
            ? $"(sub {(sub.IsFinal ? "final " : "")}{string.Concat(sub.Supers.Select(super => _map.Names.Types.Reference(super) + " "))}{composite})"
            : composite;
    }

    private string Field((TextType Type, bool Mutable) field) => field.Mutable ? $"(mut {_types.Word(field.Type)})" : _types.Word(field.Type);

    private void Imports(ref ByteCursor cursor)
    {
        var next = new uint[5];
        for (var left = cursor.U32(); left > 0; left--)
        {
            var module = Literals.Quoted(Encoding.UTF8.GetBytes(cursor.Name(MostNameBytes)));
            var name = Literals.Quoted(Encoding.UTF8.GetBytes(cursor.Name(MostNameBytes)));
            var kind = cursor.Byte();
            Line($"(import {module} {name} ({Import(kind, next[kind]++, ref cursor)}))");
        }
    }

    private string Import(byte kind, uint index, ref ByteCursor cursor) => kind switch
    {
        0 => $"func {Id(_map.Names.Functions, index)}{TypeUse(cursor.U32(), _map.Names.LocalsOf(index))}",
        1 => $"table {Id(_map.Names.Tables, index)} {_types.Table(ref cursor)}",
        2 => $"memory {Id(_map.Names.Memories, index)} {TypePrinter.Memory(ref cursor)}",
        GlobalKind => $"global {Id(_map.Names.Globals, index)} {_types.Global(ref cursor)}",
        _ => $"tag {Id(_map.Names.Tags, index)}{Tag(ref cursor)}",
    };

    private string Tag(ref ByteCursor cursor)
    {
        cursor.Byte();
        return TypeUse(cursor.U32(), null);
    }

    /// <summary>The type's index, and what it says, with a space before.</summary>
    private string TypeUse(uint type, NameMap? locals)
    {
        var signature = _map.SignatureOf(type);
        return $" (type {_map.Names.Types.Reference(type)}){(signature is null ? "" : _types.Signature(signature, locals))}";
    }

    private void Table(ref ByteCursor cursor, uint index)
    {
        const byte WithInitialiser = 0x40;
        if (cursor.Peek() != WithInitialiser)
        {
            Line($"(table {Id(_map.Names.Tables, index)} {_types.Table(ref cursor)})");
            return;
        }

        cursor.Take(2);
        Line($"(table {Id(_map.Names.Tables, index)} {_types.Table(ref cursor)} {Expression(ref cursor)})");
    }

    private void Global(ref ByteCursor cursor, uint index) =>
        Line($"(global {Id(_map.Names.Globals, index)} {_types.Global(ref cursor)} {Expression(ref cursor)})");

    private void Export(ref ByteCursor cursor)
    {
        var name = Literals.Quoted(Encoding.UTF8.GetBytes(cursor.Name(MostNameBytes)));
        var at = cursor.Position;
        var kind = cursor.Byte();
        var index = cursor.U32();
        var (word, names) = kind switch
        {
            0 => ("func", _map.Names.Functions),
            1 => ("table", _map.Names.Tables),
            2 => ("memory", _map.Names.Memories),
            GlobalKind => ("global", _map.Names.Globals),
            4 => ("tag", _map.Names.Tags),
            _ => throw WasmFormatException.Malformed(at, $"0x{kind:x2} is no kind of export"),
        };
        Line($"(export {name} ({word} {names.Reference(index)}))");
    }

    /// <summary>A constant expression on one line.</summary>
    private string Expression(ref ByteCursor cursor)
    {
        var line = _text.OneLine();
        new BodyPrinter(_map, _types, NoLocals, line).Print(ref cursor);
        return line.ToString();
    }

    private static NameMap NoLocals { get; } = new();

    private void Function(ref ByteCursor cursor, uint index)
    {
        var body = cursor.Sub(cursor.U32());
        var type = index < _map.FunctionTypes.Count ? _map.FunctionTypes[(int)index] : throw WasmFormatException.Malformed(body.Position, "a body without a function");
        var locals = _map.Names.LocalsOf(index);
        Line($"(func {Id(_map.Names.Functions, index)}{TypeUse(type, locals)}");
        Locals(ref body, (uint)(_map.SignatureOf(type)?.Parameters.Count ?? 0), locals);
        new BodyPrinter(_map, _types, locals, _text).Print(ref body);
        Line(")");
    }

    private void Locals(ref ByteCursor cursor, uint first, NameMap names)
    {
        // A run of any length takes two bytes: bounded for the whole module, or few bytes would make text without end.
        const int MostLocals = 4_000_000;
        for (var runs = cursor.U32(); runs > 0; runs--)
        {
            var at = cursor.Position;
            var count = cursor.U32();
            var word = _types.Word(TypePrinter.Read(ref cursor));
            _localsPrinted += count;
            if (_localsPrinted > MostLocals)
            {
                throw WasmFormatException.Limit(at, "locals", (long)_localsPrinted, MostLocals);
            }

            for (; count > 0; count--, first++)
            {
                Line($"  (local {(names.Find(first) is { } name ? name + " " : "")}{word})");
            }
        }
    }
}
