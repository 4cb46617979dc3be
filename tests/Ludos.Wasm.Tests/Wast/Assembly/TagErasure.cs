using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>Leaves out tags, their imports and exports. Tags count apart, so a module that throws nothing behaves the same without them.</summary>
internal static class TagErasure
{
    private const string Tag = "tag";

    public static IReadOnlyList<Node> Apply(IReadOnlyList<Node> fields) => [.. fields.Where(field => !IsTag(field))];

    private static bool IsTag(Node field) =>
        field is ListNode { Head: Tag } or ListNode { Head: "import" or "export", Items: [.., ListNode { Head: Tag }] };
}
