namespace Ludos.Modules;

/// <summary>What a package is. All take the same road.</summary>
public enum ModuleKind
{
    /// <summary><c>"module"</c>: a part of a game.</summary>
    Module,

    /// <summary><c>"mod"</c>: a module added by the player, with fewer grants.</summary>
    Mod,

    /// <summary><c>"wasm4"</c>: a WASM-4 cartridge; its projection declares regions and units.</summary>
    Wasm4,

    /// <summary><c>"game"</c>: no code; game.json, assets, and the modules that make the game as dependencies.</summary>
    Game,
}

/// <summary>What becomes of a module's linear memory between ticks.</summary>
public enum MemoryMode
{
    /// <summary>Reset to its initial content before every call.</summary>
    Scratch,

    /// <summary>Itself a region, <c>&lt;id&gt;.memory</c>, with <c>&lt;id&gt;.globals</c> beside it.</summary>
    Region,
}
