using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Scripts;

/// <summary>Reads a whole .wast source into directives.</summary>
internal static class ScriptReader
{
    /// <exception cref="WastSyntaxException">The source is not a script.</exception>
    public static IReadOnlyList<Directive> Read(byte[] source)
    {
        var nodes = NodeReader.ReadAll(source);
        var lists = nodes.Select(node => node as ListNode ?? throw new WastSyntaxException("unexpected token, wanted a directive", node.At)).ToList();
        if (lists.Count > 0 && lists.All(list => !IsCommand(list.Head)))
        {
            return [new ModuleDirective(lists[0].At, null, new TextSource(nodes), DefinitionOnly: false)];
        }

        return [.. lists.Select(ReadDirective)];
    }

    private static bool IsCommand(string? head) =>
        head is "module" or "register" or "invoke" or "get" || (head?.StartsWith("assert_", StringComparison.Ordinal) ?? false);

    private static Directive ReadDirective(ListNode list)
    {
        try
        {
            var cursor = NodeCursor.After(list);
            var directive = ReadCommand(list, cursor);
            return cursor.AtEnd ? directive : throw cursor.Unexpected("token");
        }
        catch (LaterProposalException later)
        {
            return new LaterDirective(list.At, later.Message, list.Head!.StartsWith("assert_", StringComparison.Ordinal));
        }
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
            case "assert_invalid":
                return new AssertRefused(list.At, Refusal.Invalid, ReadAssertedModule(cursor), cursor.TakeName());
            case "assert_malformed":
                return new AssertRefused(list.At, Refusal.Malformed, ReadAssertedModule(cursor), cursor.TakeName());
            case "assert_unlinkable":
                return new AssertRefused(list.At, Refusal.Unlinkable, ReadAssertedModule(cursor), cursor.TakeName());
            case "assert_exception":
                throw new LaterProposalException(Proposal.Exceptions);
            case "assert_invalid_custom" or "assert_malformed_custom":
                throw new WastSyntaxException($"{list.Head} has no meaning without a custom annotation reader", list.At);
            case "thread" or "wait":
                throw new LaterProposalException(Proposal.Threads);
            default:
                throw new WastSyntaxException($"unknown directive {list.Head}", list.At);
        }
    }

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
        var list = cursor.TakeList("module") ?? throw cursor.Unexpected("token, wanted (module ...)");
        var inner = NodeCursor.After(list);
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
            _ => throw new WastSyntaxException($"unknown action {list.Head}", list.At),
        };
    }
}
