namespace Ludos.Wasm;

/// <summary>What an import or export is, as encoded.</summary>
public enum ExternKind : byte
{
    Function = 0,
    Table = 1,
    Memory = 2,
    Global = 3,
    Tag = 4,
}
