namespace Ludos.Runtime.Input;

/// <summary>What each control means until it is bound to something else.</summary>
internal static class InputBindings
{
    /// <summary>First gamepad control that stands for a stick: 0x80 + 2 * axis is its negative side, one more its positive side.</summary>
    public const ushort StickSide = 0x80;

    public const int Players = 4;
    public const int PlayerShift = 8;

    private const ushort KeyA = 0x04, KeyD = 0x07, KeyE = 0x08, KeyQ = 0x14, KeyS = 0x16, KeyW = 0x1A, KeyX = 0x1B, KeyZ = 0x1D;
    private const ushort KeyEnter = 0x28, KeySpace = 0x2C, KeyRight = 0x4F, KeyLeft = 0x50, KeyDown = 0x51, KeyUp = 0x52;
    private const ushort PadSouth = 0, PadEast = 1, PadWest = 2, PadNorth = 3, PadUp = 12, PadDown = 13, PadLeft = 14, PadRight = 15;
    private const ushort VirtualPad = 0x10;

    public static InputBinding[] Defaults()
    {
        List<InputBinding> bindings =
        [
            new(InputDevice.Keyboard, KeyX, 0, GamepadBit.Button1),
            new(InputDevice.Keyboard, KeySpace, 0, GamepadBit.Button1),
            new(InputDevice.Keyboard, KeyEnter, 0, GamepadBit.Button1),
            new(InputDevice.Keyboard, KeyZ, 0, GamepadBit.Button2),
            new(InputDevice.Keyboard, KeyLeft, 0, GamepadBit.Left),
            new(InputDevice.Keyboard, KeyRight, 0, GamepadBit.Right),
            new(InputDevice.Keyboard, KeyUp, 0, GamepadBit.Up),
            new(InputDevice.Keyboard, KeyDown, 0, GamepadBit.Down),
            new(InputDevice.Keyboard, KeyE, 1, GamepadBit.Button1),
            new(InputDevice.Keyboard, KeyQ, 1, GamepadBit.Button2),
            new(InputDevice.Keyboard, KeyA, 1, GamepadBit.Left),
            new(InputDevice.Keyboard, KeyD, 1, GamepadBit.Right),
            new(InputDevice.Keyboard, KeyW, 1, GamepadBit.Up),
            new(InputDevice.Keyboard, KeyS, 1, GamepadBit.Down),
        ];
        foreach (var bit in Enum.GetValues<GamepadBit>())
        {
            if (bit != GamepadBit.None)
            {
                bindings.Add(new(InputDevice.Touch, (ushort)(VirtualPad + int.TrailingZeroCount((int)bit)), 0, bit));
            }
        }

        for (var player = 0; player < Players; player++)
        {
            AddGamepad(bindings, player);
        }

        return [.. bindings];
    }

    private static void AddGamepad(List<InputBinding> bindings, int player)
    {
        Add(PadSouth, GamepadBit.Button1);
        Add(PadWest, GamepadBit.Button2);
        Add(PadEast, GamepadBit.Button2);
        Add(PadNorth, GamepadBit.Button1);
        Add(PadUp, GamepadBit.Up);
        Add(PadDown, GamepadBit.Down);
        Add(PadLeft, GamepadBit.Left);
        Add(PadRight, GamepadBit.Right);
        Add(StickSide, GamepadBit.Left);
        Add(StickSide + 1, GamepadBit.Right);
        Add(StickSide + 2, GamepadBit.Up);
        Add(StickSide + 3, GamepadBit.Down);

        void Add(int control, GamepadBit bit) =>
            bindings.Add(new(InputDevice.Gamepad, (ushort)((player << PlayerShift) | control), player, bit));
    }
}
