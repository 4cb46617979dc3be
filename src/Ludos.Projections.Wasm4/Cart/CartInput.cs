namespace Ludos.Projections.Wasm4.Cart;

/// <summary>What the players hold down in one tick.</summary>
/// <param name="Gamepads">One byte a player, the first in the lowest bits: 1 X, 2 Z, 0x10 left, 0x20 right, 0x40 up, 0x80 down.</param>
/// <param name="MouseX">Pixels from the left; may lie outside the screen.</param>
/// <param name="MouseY">Pixels from the top; may lie outside the screen.</param>
/// <param name="MouseButtons">1 left, 2 right, 4 middle.</param>
public readonly record struct CartInput(uint Gamepads, short MouseX, short MouseY, byte MouseButtons)
{
    /// <summary>Nothing held, pointer never seen.</summary>
    public static CartInput None => new(0, CartMemory.MouseOffScreen, CartMemory.MouseOffScreen, 0);
}
