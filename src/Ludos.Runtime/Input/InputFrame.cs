using System.Runtime.InteropServices;

namespace Ludos.Runtime.Input;

/// <summary>The content of the region <c>input</c>, byte for byte.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct InputFrame
{
    public const short MouseUnknown = 0x7FFF;

    public byte Gamepad1;
    public byte Gamepad2;
    public byte Gamepad3;
    public byte Gamepad4;
    public short MouseX;
    public short MouseY;
    public byte MouseButtons;

    /// <summary>1 once a pointer was seen; until then the position is <see cref="MouseUnknown"/>.</summary>
    public byte MouseSeen;
    public byte Reserved1;
    public byte Reserved2;

    public static InputFrame Initial => new() { MouseX = MouseUnknown, MouseY = MouseUnknown };

    public void SetGamepad(int player, byte bits)
    {
        switch (player)
        {
            case 0: Gamepad1 = bits; break;
            case 1: Gamepad2 = bits; break;
            case 2: Gamepad3 = bits; break;
            default: Gamepad4 = bits; break;
        }
    }
}
