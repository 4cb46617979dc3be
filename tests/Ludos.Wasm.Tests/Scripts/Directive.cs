using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Tests.Scripts;

/// <summary>One form of a script, at its top or within a thread.</summary>
internal abstract record Directive(Position At)
{
    /// <summary>Counted as an assertion; the other forms only have to succeed.</summary>
    public virtual bool IsAssertion => true;
}

/// <summary><c>(module ...)</c>: defines, and instantiates unless it says <c>definition</c>.</summary>
internal sealed record ModuleDirective(Position At, string? Name, ModuleSource Source, bool DefinitionOnly) : Directive(At)
{
    public override bool IsAssertion => false;
}

/// <summary><c>(module instance $instance $definition)</c>.</summary>
internal sealed record InstanceDirective(Position At, string? Name, string? Definition) : Directive(At)
{
    public override bool IsAssertion => false;
}

internal sealed record RegisterDirective(Position At, string As, string? Instance) : Directive(At)
{
    public override bool IsAssertion => false;
}

/// <summary><c>(invoke ...)</c> or <c>(get ...)</c> on its own.</summary>
internal sealed record ActionDirective(Position At, ScriptAction Action) : Directive(At)
{
    public override bool IsAssertion => false;
}

/// <summary><c>(thread $name (shared (module $m))* directive*)</c>: runs beside what follows, on a thread of its own.</summary>
internal sealed record ThreadDirective(Position At, string Name, IReadOnlyList<string> Shared, IReadOnlyList<Directive> Body) : Directive(At)
{
    public override bool IsAssertion => false;
}

/// <summary><c>(wait $name)</c>: until the thread has ended.</summary>
internal sealed record WaitDirective(Position At, string Name) : Directive(At)
{
    public override bool IsAssertion => false;
}

internal sealed record AssertReturn(Position At, ScriptAction Action, IReadOnlyList<ValuePattern> Expected) : Directive(At);

/// <summary>A call that traps, by the suite's message. Exhaustion is a trap with a message of its own.</summary>
internal sealed record AssertTrap(Position At, ScriptAction Action, string Message) : Directive(At);

/// <summary>A call that ends in an exception that nothing in wasm caught.</summary>
internal sealed record AssertException(Position At, ScriptAction Action) : Directive(At);

/// <summary>Instantiation traps in a segment or in the start function.</summary>
internal sealed record AssertModuleTrap(Position At, ModuleSource Source, string Message) : Directive(At);

internal enum Refusal
{
    Malformed,
    Invalid,
    Unlinkable,
}

internal sealed record AssertRefused(Position At, Refusal Refusal, ModuleSource Source, string Message) : Directive(At);

/// <param name="Instance">A name, or null for the instance made last.</param>
/// <param name="Arguments">Null for <c>get</c>.</param>
internal sealed record ScriptAction(string? Instance, string Export, IReadOnlyList<ConstantNode>? Arguments);
