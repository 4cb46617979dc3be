using Ludos.Runtime.Input;

namespace Ludos.Runtime;

/// <summary>Takes samples of every device, keeps what each control is at, and folds it into the region <c>input</c> once a tick.
/// Any thread submits and binds; nothing is queued, so nothing is lost or late however fast samples come.</summary>
public sealed class InputBroker
{
    private const int KeyboardControls = 512;
    private const int TouchControls = 0x18;
    private const int GamepadControls = InputBindings.Players << InputBindings.PlayerShift;
    private const int MouseButtonControls = 4;
    private const int AxisControls = 0x40;
    private const int MaxAxes = 0x20;
    private const float StickThreshold = 0.5f;
    private const int ScriptMouse = 4;
    private const int ScriptMouseButtons = 5;

    private readonly ControlBits _keyboard = new(KeyboardControls);
    private readonly ControlBits _touch = new(TouchControls);
    private readonly ControlBits _gamepad = new(GamepadControls);
    private readonly ControlBits _mouse = new(MouseButtonControls);
    private readonly int[] _scriptPads = new int[InputBindings.Players];
    private readonly Lock _binding = new();
    private InputBinding[] _bindings = InputBindings.Defaults();
    private int _scriptMouseButtons;
    private int _mouseSeen;
    private int _mousePosition = PackPoint(InputFrame.MouseUnknown, InputFrame.MouseUnknown);
    private long _samples;

    /// <summary>What each control means now. A snapshot.</summary>
    public IReadOnlyList<InputBinding> Bindings => Volatile.Read(ref _bindings);

    /// <summary>Samples taken since the session opened.</summary>
    public long Samples => Interlocked.Read(ref _samples);

    /// <summary>Takes one change. What no device has (an unknown control, a value that is not a number) is ignored.</summary>
    public void Submit(in InputSample sample)
    {
        if (!float.IsFinite(sample.Value) || !float.IsFinite(sample.Value2))
        {
            return;
        }

        Interlocked.Increment(ref _samples);
        switch (sample.Device)
        {
            case InputDevice.Keyboard: _keyboard.Set(sample.Control, sample.Value != 0); break;
            case InputDevice.Mouse when sample.Control == 0: MoveTo(sample.Value, sample.Value2); break;
            case InputDevice.Mouse: _mouse.Set(sample.Control, sample.Value != 0); break;
            case InputDevice.Touch: Touch(sample); break;
            case InputDevice.Gamepad: Gamepad(sample); break;
            case InputDevice.Script: Script(sample); break;
        }
    }

    /// <summary>From now on this control sets this bit of this player (0 to 3) and nothing else; <see cref="GamepadBit.None"/> unbinds it.
    /// A stick's sides are gamepad controls 0x80 + 2 * axis (negative) and 0x81 + 2 * axis (positive).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The player or control does not exist.</exception>
    public void Bind(InputDevice device, ushort control, int player, GamepadBit bit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(player);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(player, InputBindings.Players);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(control, ControlsOf(device));
        lock (_binding)
        {
            var kept = _bindings.Where(binding => binding.Device != device || binding.Control != control);
            Volatile.Write(ref _bindings, bit == GamepadBit.None ? [.. kept] : [.. kept, new InputBinding(device, control, player, bit)]);
        }
    }

    /// <summary>Puts every binding back to what it was at the start.</summary>
    public void ResetBindings()
    {
        lock (_binding)
        {
            Volatile.Write(ref _bindings, InputBindings.Defaults());
        }
    }

    /// <summary>As if every key and button had been let go: the last viewer left, or lost the focus.</summary>
    public void ReleaseAll()
    {
        _keyboard.ReleaseAll();
        _touch.ReleaseAll();
        _gamepad.ReleaseAll();
        _mouse.ReleaseAll();
    }

    /// <summary>A press that no tick has seen counts only while it is held.</summary>
    internal void ForgetTaps()
    {
        _keyboard.ClearTaps();
        _touch.ClearTaps();
        _gamepad.ClearTaps();
        _mouse.ClearTaps();
    }

    /// <summary>As before the first line of a script.</summary>
    internal void ForgetScript()
    {
        _scriptPads.AsSpan().Clear();
        Volatile.Write(ref _scriptMouseButtons, 0);
        Volatile.Write(ref _mousePosition, PackPoint(InputFrame.MouseUnknown, InputFrame.MouseUnknown));
        Volatile.Write(ref _mouseSeen, 0);
    }

    /// <summary>What the region <c>input</c> holds in the tick that begins now. Tick thread only; allocates nothing.</summary>
    internal InputFrame Fold()
    {
        Span<int> pads = stackalloc int[InputBindings.Players];
        for (var player = 0; player < pads.Length; player++)
        {
            pads[player] = Volatile.Read(ref _scriptPads[player]);
        }

        foreach (var binding in Volatile.Read(ref _bindings))
        {
            if (BitsOf(binding.Device).IsActive(binding.Control))
            {
                pads[binding.Player] |= (int)binding.Bit;
            }
        }

        var frame = default(InputFrame);
        for (var player = 0; player < pads.Length; player++)
        {
            frame.SetGamepad(player, (byte)pads[player]);
        }

        var point = Volatile.Read(ref _mousePosition);
        frame.MouseSeen = (byte)Volatile.Read(ref _mouseSeen);
        frame.MouseX = (short)(point & 0xFFFF);
        frame.MouseY = (short)(point >> 16);
        frame.MouseButtons = (byte)(MouseButtons() | Volatile.Read(ref _scriptMouseButtons));
        ForgetTaps();
        return frame;
    }

    private int MouseButtons()
    {
        var buttons = _touch.IsActive(0) ? 1 : 0;
        for (var button = 1; button < MouseButtonControls; button++)
        {
            buttons |= _mouse.IsActive(button) ? 1 << (button - 1) : 0;
        }

        return buttons;
    }

    private void MoveTo(float x, float y)
    {
        Volatile.Write(ref _mousePosition, PackPoint(ToCoordinate(x), ToCoordinate(y)));
        Volatile.Write(ref _mouseSeen, 1);
    }

    private void Touch(in InputSample sample)
    {
        switch (sample.Control)
        {
            case 0:
                MoveTo(sample.Value, sample.Value2);
                _touch.Set(0, true);
                break;
            case 1:
                _touch.Set(0, false);
                break;
            default:
                _touch.Set(sample.Control, sample.Value != 0);
                break;
        }
    }

    private void Gamepad(in InputSample sample)
    {
        var local = sample.Control & 0xFF;
        if (local is < AxisControls or >= InputBindings.StickSide)
        {
            _gamepad.Set(sample.Control, sample.Value != 0);
            return;
        }

        var axis = local - AxisControls;
        if (axis >= MaxAxes)
        {
            return;
        }

        var side = (sample.Control & ~0xFF) + InputBindings.StickSide + (2 * axis);
        _gamepad.Set(side, sample.Value < -StickThreshold);
        _gamepad.Set(side + 1, sample.Value > StickThreshold);
    }

    private void Script(in InputSample sample)
    {
        switch (sample.Control)
        {
            case < InputBindings.Players: Volatile.Write(ref _scriptPads[sample.Control], (byte)sample.Value); break;
            case ScriptMouse: MoveTo(sample.Value, sample.Value2); break;
            case ScriptMouseButtons: Volatile.Write(ref _scriptMouseButtons, (byte)sample.Value); break;
        }
    }

    private ControlBits BitsOf(InputDevice device) => device switch
    {
        InputDevice.Keyboard => _keyboard,
        InputDevice.Touch => _touch,
        InputDevice.Gamepad => _gamepad,
        _ => _mouse,
    };

    private static int ControlsOf(InputDevice device) => device switch
    {
        InputDevice.Keyboard => KeyboardControls,
        InputDevice.Touch => TouchControls,
        InputDevice.Gamepad => GamepadControls,
        InputDevice.Mouse => MouseButtonControls,
        _ => 0,
    };

    private static int PackPoint(short x, short y) => (y << 16) | (ushort)x;

    private static short ToCoordinate(float value) => (short)Math.Clamp(value, short.MinValue, short.MaxValue);
}
