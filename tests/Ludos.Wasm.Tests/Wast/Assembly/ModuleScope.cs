namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>Everything that text inside one module may name.</summary>
internal sealed class ModuleScope
{
    public TypeSpace Types { get; } = new();

    public IndexSpace Functions { get; } = new("func");

    public IndexSpace Tables { get; } = new("table");

    public IndexSpace Memories { get; } = new("memory");

    public IndexSpace Globals { get; } = new("global");

    public IndexSpace Elements { get; } = new("elem segment");

    public IndexSpace Data { get; } = new("data segment");

    /// <summary>True once code uses an instruction for which the binary must announce its data segments.</summary>
    public bool NeedsDataCount { get; set; }

    /// <summary>The first later proposal that was encoded all the same, since the binary has room for it.</summary>
    public string? Later { get; private set; }

    public void NoteLater(string proposal) => Later ??= proposal;
}
