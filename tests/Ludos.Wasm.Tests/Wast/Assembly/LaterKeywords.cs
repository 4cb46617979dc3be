using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>Tells a keyword of a later proposal from one that no proposal knows.</summary>
internal static class LaterKeywords
{
    private static readonly Dictionary<string, string> Instructions = new(StringComparer.Ordinal)
    {
        ["call_ref"] = Proposal.FunctionReferences,
        ["ref.as_non_null"] = Proposal.FunctionReferences,
        ["br_on_null"] = Proposal.FunctionReferences,
        ["br_on_non_null"] = Proposal.FunctionReferences,
        ["return_call"] = Proposal.TailCall,
        ["return_call_indirect"] = Proposal.TailCall,
        ["return_call_ref"] = Proposal.TailCall,
        ["throw"] = Proposal.Exceptions,
        ["throw_ref"] = Proposal.Exceptions,
        ["try_table"] = Proposal.Exceptions,
        ["br_on_cast"] = Proposal.Gc,
        ["br_on_cast_fail"] = Proposal.Gc,
        ["ref.eq"] = Proposal.Gc,
        ["ref.test"] = Proposal.Gc,
        ["ref.cast"] = Proposal.Gc,
        ["ref.i31"] = Proposal.Gc,
        ["any.convert_extern"] = Proposal.Gc,
        ["extern.convert_any"] = Proposal.Gc,
    };

    private static readonly (string Prefix, string Proposal)[] Families =
    [
        ("struct.", Proposal.Gc), ("array.", Proposal.Gc), ("i31.", Proposal.Gc), ("v128.", Proposal.Simd),
        ("i8x16.", Proposal.Simd), ("i16x8.", Proposal.Simd), ("i32x4.", Proposal.Simd), ("i64x2.", Proposal.Simd),
        ("f32x4.", Proposal.Simd), ("f64x2.", Proposal.Simd),
    ];

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["v128"] = Proposal.Simd,
        ["anyref"] = Proposal.Gc,
        ["eqref"] = Proposal.Gc,
        ["i31ref"] = Proposal.Gc,
        ["structref"] = Proposal.Gc,
        ["arrayref"] = Proposal.Gc,
        ["nullref"] = Proposal.Gc,
        ["nullfuncref"] = Proposal.Gc,
        ["nullexternref"] = Proposal.Gc,
        ["exnref"] = Proposal.Exceptions,
        ["nullexnref"] = Proposal.Exceptions,
        ["any"] = Proposal.Gc,
        ["eq"] = Proposal.Gc,
        ["i31"] = Proposal.Gc,
        ["struct"] = Proposal.Gc,
        ["array"] = Proposal.Gc,
        ["none"] = Proposal.Gc,
        ["nofunc"] = Proposal.Gc,
        ["noextern"] = Proposal.Gc,
        ["exn"] = Proposal.Exceptions,
        ["noexn"] = Proposal.Exceptions,
    };

    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["rec"] = Proposal.Gc,
        ["tag"] = Proposal.Exceptions,
    };

    public static Exception Instruction(AtomNode keyword) => Explain(
        keyword,
        Instructions.GetValueOrDefault(keyword.Text)
        ?? (keyword.Text.Contains("atomic.", StringComparison.Ordinal) ? Proposal.Threads : null)
        ?? Families.FirstOrDefault(family => keyword.Text.StartsWith(family.Prefix, StringComparison.Ordinal)).Proposal);

    public static Exception Type(AtomNode keyword) => Explain(keyword, Types.GetValueOrDefault(keyword.Text));

    public static Exception Field(ListNode field) => field.Head is { } head && Fields.TryGetValue(head, out var proposal)
        ? new LaterProposalException(proposal)
        : new WastSyntaxException($"unexpected token {field.Head ?? "("}", field.At);

    private static Exception Explain(AtomNode keyword, string? proposal) => proposal is null
        ? new WastSyntaxException($"unknown operator {keyword.Text}", keyword.At)
        : new LaterProposalException(proposal);
}
