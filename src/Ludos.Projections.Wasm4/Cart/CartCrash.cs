namespace Ludos.Projections.Wasm4.Cart;

/// <summary>What kind of end a cart came to; decides the words on the crash screen.</summary>
public enum CrashKind
{
    /// <summary>The code reached an unreachable instruction: usually an assertion or a panic.</summary>
    Unreachable,

    /// <summary>The code read or wrote outside its memory or table.</summary>
    OutOfBounds,

    /// <summary>A pointer or length given to the console lies outside memory.</summary>
    BadArgument,

    /// <summary>Calls nested too deep.</summary>
    StackExhausted,

    /// <summary>The tick took too long.</summary>
    TooSlow,

    /// <summary>Any other trap: a division by zero, a call through a wrong pointer.</summary>
    Trap,
}

/// <summary>Why a cart stopped.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="During">The export that was running, or "instantiation".</param>
/// <param name="Detail">One sentence for people.</param>
public sealed record CartCrash(CrashKind Kind, string During, string Detail)
{
    public override string ToString() => $"The cart stopped in {During}: {Detail}";
}
