using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>Reads <c>(@custom "name" (before|after section)? "bytes"*)</c>.</summary>
internal static class CustomText
{
    public const string Head = "@custom";

    private const string Sections = "first, last, or a section: type, import, func, table, memory, tag, global, export, start, elem, datacount, code, data";

    public static void Read(ListNode annotation, ModuleSink module)
    {
        var cursor = NodeCursor.After(annotation);
        var name = cursor.TakeName();
        var place = SectionPlace.Last;
        if (cursor.Peek is ListNode { Head: "before" or "after" } list)
        {
            cursor.Take();
            place = Place(list);
        }

        var content = cursor.TakeStrings();
        cursor.ExpectEnd();
        module.AddCustom(place, name, content);
    }

    private static int Place(ListNode list)
    {
        var cursor = NodeCursor.After(list);
        var word = cursor.TakeAtom(Sections);
        cursor.ExpectEnd();
        return (list.Head, word.Text) switch
        {
            ("before", "first") => SectionPlace.First,
            ("after", "last") => SectionPlace.Last,
            var (head, text) => SectionPlace.Gap(text, head == "after") ?? throw TextException.UnknownOperator(word, Sections),
        };
    }
}
