using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Tests.Scripts;

/// <summary>Reads a whole .wast source into directives.</summary>
internal static class ScriptReader
{
    /// <exception cref="TextException">The source is not a script.</exception>
    public static IReadOnlyList<Directive> Read(byte[] source)
    {
        var nodes = NodeReader.ReadAll(source);
        var lists = nodes.Select(node => node as ListNode ?? throw TextException.Malformed(node.At, "unexpected token, wanted a directive")).ToList();
        if (lists.Count > 0 && lists.All(list => !IsCommand(list.Head)))
        {
            return [new ModuleDirective(lists[0].At, null, new TextSource(nodes), DefinitionOnly: false)];
        }

        return [.. lists.Select(ReadDirective)];
    }

    private static bool IsCommand(string? head) =>
        head is "module" or "register" or "invoke" or "get" or "thread" or "wait" || (head?.StartsWith("assert_", StringComparison.Ordinal) ?? false);

    private static Directive ReadDirective(ListNode list)
    {
        var cursor = NodeCursor.After(list);
        var directive = ReadCommand(list, cursor);
        cursor.ExpectEnd();
        return directive;
    }

    private static Directive ReadCommand(ListNode list, NodeCursor cursor)
    {
        switch (list.Head)
        {
            case "module":
                return ReadModule(list, cursor);
            case "register":
                return new RegisterDirective(list.At, cursor.TakeName(), cursor.TakeIdentifier());
            case "invoke" or "get":
                return new ActionDirective(list.At, ReadAction(list, cursor));
            case "assert_return":
                return new AssertReturn(list.At, ReadAction(cursor.TakeAnyList()), [.. cursor.TakeLists().Select(ValuePattern.Read)]);
            case "assert_trap" when cursor.Peek is ListNode { Head: "module" }:
                return new AssertModuleTrap(list.At, ReadAssertedModule(cursor), cursor.TakeName());
            case "assert_trap" or "assert_exhaustion":
                return new AssertTrap(list.At, ReadAction(cursor.TakeAnyList()), cursor.TakeName());
            case "assert_exception":
                return new AssertException(list.At, ReadAction(cursor.TakeAnyList()));
            case "assert_invalid":
                return new AssertRefused(list.At, Refusal.Invalid, ReadAssertedModule(cursor), cursor.TakeName());
            case "assert_malformed":
                return new AssertRefused(list.At, Refusal.Malformed, ReadAssertedModule(cursor), cursor.TakeName());
            case "assert_unlinkable":
                return new AssertRefused(list.At, Refusal.Unlinkable, ReadAssertedModule(cursor), cursor.TakeName());
            case "thread":
                return ReadThread(list, cursor);
            case "wait":
                return new WaitDirective(list.At, TakeThreadName(cursor));
            default:
                throw TextException.Malformed(list.At, $"unknown directive {list.Head}");
        }
    }

    private static ThreadDirective ReadThread(ListNode list, NodeCursor cursor)
    {
        var name = TakeThreadName(cursor);
        var shared = new List<string>();
        while (cursor.TakeList("shared") is { } share)
        {
            var inner = NodeCursor.After(share);
            var module = NodeCursor.After(inner.ExpectList("module"));
            shared.Add(module.TakeIdentifier() ?? throw module.Unexpected("a module's name"));
        }

        return new ThreadDirective(list.At, name, shared, [.. cursor.TakeLists().Select(ReadDirective)]);
    }

    private static string TakeThreadName(NodeCursor cursor) => cursor.TakeIdentifier() ?? throw cursor.Unexpected("a thread's name");

    private static Directive ReadModule(ListNode list, NodeCursor cursor)
    {
        if (cursor.TakeKeyword("instance"))
        {
            return new InstanceDirective(list.At, cursor.TakeIdentifier(), cursor.TakeIdentifier());
        }

        var definitionOnly = cursor.TakeKeyword("definition");
        return new ModuleDirective(list.At, cursor.TakeIdentifier(), ModuleSource.Read(cursor), definitionOnly);
    }

    private static ModuleSource ReadAssertedModule(NodeCursor cursor)
    {
        var inner = NodeCursor.After(cursor.ExpectList("module"));
        inner.TakeKeyword("definition");
        inner.TakeIdentifier();
        return ModuleSource.Read(inner);
    }

    private static ScriptAction ReadAction(ListNode list) => ReadAction(list, NodeCursor.After(list));

    private static ScriptAction ReadAction(ListNode list, NodeCursor cursor)
    {
        var instance = cursor.TakeIdentifier();
        var export = cursor.TakeName();
        return list.Head switch
        {
            "invoke" => new ScriptAction(instance, export, [.. cursor.TakeLists().Select(ConstantNode.Read)]),
            "get" => new ScriptAction(instance, export, null),
            _ => throw TextException.Malformed(list.At, $"unknown action {list.Head}"),
        };
    }
}
