namespace Ludos.Wasm;

/// <summary>When a module's functions become native code. What they do is the same in each mode.</summary>
public enum CompileMode
{
    /// <summary>At its first call, each; the IL of a part of the module when something in that part is first needed.</summary>
    Lazy,

    /// <summary>All of them before Compile returns, on its thread.</summary>
    Eager,

    /// <summary>All of them, on threads of low priority, while the module may already run; what is called before its turn is compiled then.</summary>
    Background,
}
