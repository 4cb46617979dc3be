namespace Ludos.Runtime;

public enum InputDevice : byte
{
    /// <summary>Control = USB HID usage id of the key; value 1 pressed, 0 released.</summary>
    Keyboard,

    /// <summary>Control 0 = moved to (Value, Value2) in screen pixels; 1 to 3 = left, right and middle button.</summary>
    Mouse,

    /// <summary>Control 0 = a finger at (Value, Value2) in screen pixels; 1 = lifted; 0x10 + bit = a button of the virtual pad.</summary>
    Touch,

    /// <summary>Control = player (0 to 3) &lt;&lt; 8 | standard gamepad button, or 0x40 + axis with a value of -1 to 1.</summary>
    Gamepad,

    /// <summary>Control 0 to 3 = all bits of that player's gamepad as Value; 4 = mouse at (Value, Value2); 5 = mouse buttons as bits.</summary>
    Script,
}

/// <summary>One change of one control, as a device reports it. A control keeps its value until it is set again.</summary>
public readonly record struct InputSample(InputDevice Device, ushort Control, float Value, float Value2);

/// <summary>The bits of a player's gamepad in the region <c>input</c>; the same bits that WASM-4 uses.</summary>
[Flags]
public enum GamepadBit : byte
{
    None = 0,
    Button1 = 0x01,
    Button2 = 0x02,
    Left = 0x10,
    Right = 0x20,
    Up = 0x40,
    Down = 0x80,
}

/// <summary>A control of a device, and the bit of a player's gamepad (players 0 to 3) that it sets.</summary>
public readonly record struct InputBinding(InputDevice Device, ushort Control, int Player, GamepadBit Bit);
