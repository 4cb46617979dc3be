using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>
/// Rewrites typed function references to plain ones: <c>(ref null? $t)</c> and <c>(ref null? func)</c> to <c>funcref</c>.
/// A valid module stays valid and behaves the same, so the rest of a script that uses them in passing can be run.
/// What a module must be refused for does not survive this; it is never applied there.
/// </summary>
internal static class ReferenceErasure
{
    public static IReadOnlyList<Node> Apply(IReadOnlyList<Node> nodes)
    {
        var result = new List<Node>(nodes.Count);
        var afterNull = false;
        foreach (var node in nodes)
        {
            result.Add(node switch
            {
                AtomNode atom when afterNull && IsTypeIndex(atom) => atom with { Text = "func" },
                ListNode { Head: "ref", Items: [.., AtomNode heap] } reference => new AtomNode(heap.Text == "extern" ? "externref" : ErasedType(heap), reference.At),
                ListNode list => list with { Items = Apply(list.Items) },
                _ => node,
            });
            afterNull = node is AtomNode { Text: "ref.null" };
        }

        return result;
    }

    private static bool IsTypeIndex(AtomNode atom) => atom.IsIdentifier || IntegerLiteral.IsNumber(atom.Text);

    /// <summary>Heap types of later proposals are left for the assembler to name.</summary>
    private static string ErasedType(AtomNode heap) => heap.Text == "func" || IsTypeIndex(heap) ? "funcref" : heap.Text;
}
