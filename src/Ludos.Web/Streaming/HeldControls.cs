using Ludos.Runtime;

namespace Ludos.Web.Streaming;

/// <summary>What one page holds down, so that nothing stays pressed when it goes away. One thread at a time.</summary>
internal sealed class HeldControls(InputBroker input)
{
    private const ushort TouchPoint = 0;
    private const ushort TouchLifted = 1;

    private readonly HashSet<(InputDevice Device, ushort Control)> _held = [];

    /// <summary>Passes the sample on and remembers it. Presses beyond <see cref="WebLimits.MaxHeldControls"/> are left out.</summary>
    public void Submit(in InputSample sample)
    {
        var key = (sample.Device, sample.Control);
        if (sample is { Device: InputDevice.Touch, Control: TouchLifted })
        {
            _held.Remove((InputDevice.Touch, TouchPoint));
        }
        else if (sample.Value == 0 && !IsPoint(key))
        {
            _held.Remove(key);
        }
        else if (IsHeld(key) && !_held.Contains(key))
        {
            if (_held.Count >= WebLimits.MaxHeldControls)
            {
                return;
            }

            _held.Add(key);
        }

        input.Submit(sample);
    }

    public void ReleaseAll()
    {
        foreach (var (device, control) in _held)
        {
            var released = (device, control) == (InputDevice.Touch, TouchPoint) ? TouchLifted : control;
            input.Submit(new InputSample(device, released, 0, 0));
        }

        _held.Clear();
    }

    private static bool IsPoint((InputDevice Device, ushort Control) key) => key is (InputDevice.Mouse or InputDevice.Touch, 0);

    /// <summary>A mouse that moved leaves nothing pressed; a finger that is down does.</summary>
    private static bool IsHeld((InputDevice Device, ushort Control) key) => key is not (InputDevice.Mouse, 0);
}
