using Ludos.Runtime.Input;
using Xunit;

namespace Ludos.Runtime.Tests.Input;

public sealed class InputBrokerTests
{
    private const ushort KeyX = 0x1B, KeyLeft = 0x50, KeyA = 0x04;

    private readonly InputBroker _broker = new();

    private void Key(ushort usage, bool isDown) => _broker.Submit(new InputSample(InputDevice.Keyboard, usage, isDown ? 1 : 0, 0));

    [Fact]
    public void A_key_is_held_until_it_is_released()
    {
        Key(KeyX, true);
        Assert.Equal((byte)GamepadBit.Button1, _broker.Fold().Gamepad1);
        Assert.Equal((byte)GamepadBit.Button1, _broker.Fold().Gamepad1);
        Key(KeyX, false);
        Assert.Equal(0, _broker.Fold().Gamepad1);
    }

    [Fact]
    public void A_tap_between_two_ticks_counts_for_one_tick()
    {
        Key(KeyLeft, true);
        Key(KeyLeft, false);
        Assert.Equal((byte)GamepadBit.Left, _broker.Fold().Gamepad1);
        Assert.Equal(0, _broker.Fold().Gamepad1);
    }

    [Fact]
    public void The_second_player_has_keys_too()
    {
        Key(KeyA, true);
        var frame = _broker.Fold();
        Assert.Equal((0, (byte)GamepadBit.Left), (frame.Gamepad1, frame.Gamepad2));
    }

    [Fact]
    public void A_stick_past_half_is_a_direction_and_letting_go_ends_it()
    {
        const ushort PlayerTwoAxisX = (1 << 8) | 0x40;
        _broker.Submit(new InputSample(InputDevice.Gamepad, PlayerTwoAxisX, -0.8f, 0));
        Assert.Equal((byte)GamepadBit.Left, _broker.Fold().Gamepad2);
        _broker.Submit(new InputSample(InputDevice.Gamepad, PlayerTwoAxisX, 0.9f, 0));
        _broker.Fold();
        Assert.Equal((byte)GamepadBit.Right, _broker.Fold().Gamepad2);
        _broker.Submit(new InputSample(InputDevice.Gamepad, PlayerTwoAxisX, 0.2f, 0));
        Assert.Equal(0, _broker.Fold().Gamepad2);
    }

    [Fact]
    public void A_finger_is_the_mouse_with_its_left_button()
    {
        _broker.Submit(new InputSample(InputDevice.Touch, 0, 12, 34));
        var down = _broker.Fold();
        Assert.Equal((12, 34, 1), (down.MouseX, down.MouseY, down.MouseButtons));
        _broker.Submit(new InputSample(InputDevice.Touch, 1, 0, 0));
        var up = _broker.Fold();
        Assert.Equal((12, 34, 0), (up.MouseX, up.MouseY, up.MouseButtons));
    }

    [Fact]
    public void The_mouse_is_unknown_before_it_moved_and_clamped_after()
    {
        Assert.Equal(InputFrame.MouseUnknown, _broker.Fold().MouseX);
        _broker.Submit(new InputSample(InputDevice.Mouse, 0, -1e9f, 5));
        _broker.Submit(new InputSample(InputDevice.Mouse, 3, 1, 0));
        var frame = _broker.Fold();
        Assert.Equal((short.MinValue, 5, 4), (frame.MouseX, frame.MouseY, frame.MouseButtons));
    }

    [Fact]
    public void A_binding_replaces_what_the_control_did()
    {
        _broker.Bind(InputDevice.Keyboard, KeyX, 2, GamepadBit.Up);
        Key(KeyX, true);
        var frame = _broker.Fold();
        Assert.Equal((0, (byte)GamepadBit.Up), (frame.Gamepad1, frame.Gamepad3));
        _broker.Bind(InputDevice.Keyboard, KeyX, 2, GamepadBit.None);
        Assert.Equal(0, _broker.Fold().Gamepad3);
        _broker.ResetBindings();
        Assert.Equal((byte)GamepadBit.Button1, _broker.Fold().Gamepad1);
    }

    [Fact]
    public void What_no_device_has_is_ignored()
    {
        foreach (var device in Enum.GetValues<InputDevice>())
        {
            for (var control = 0; control <= ushort.MaxValue; control += 37)
            {
                _broker.Submit(new InputSample(device, (ushort)control, float.NaN, float.PositiveInfinity));
            }
        }

        _broker.Submit(new InputSample((InputDevice)99, 0, 1, 1));
        Assert.Equal(InputFrame.Initial, _broker.Fold());
        Assert.Throws<ArgumentOutOfRangeException>(() => _broker.Bind(InputDevice.Keyboard, ushort.MaxValue, 0, GamepadBit.Up));
        Assert.Throws<ArgumentOutOfRangeException>(() => _broker.Bind(InputDevice.Keyboard, KeyX, 4, GamepadBit.Up));
    }

    [Fact]
    public void Every_control_of_every_device_is_in_range()
    {
        foreach (var device in Enum.GetValues<InputDevice>())
        {
            for (var control = 0; control <= ushort.MaxValue; control++)
            {
                _broker.Submit(new InputSample(device, (ushort)control, 1, 1));
            }
        }

        Assert.Equal(0xF3, _broker.Fold().Gamepad1 & 0xF3);
        _broker.ReleaseAll();
    }
}
