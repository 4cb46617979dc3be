using Ludos.Runtime;
using Ludos.Web.Streaming;

namespace Ludos.Web.Tests.Streaming;

public sealed class HeldControlsTests
{
    [Fact]
    public void What_is_held_is_released_once()
    {
        var input = new InputBroker();
        var held = new HeldControls(input);
        held.Submit(new InputSample(InputDevice.Keyboard, 4, 1, 0));
        held.Submit(new InputSample(InputDevice.Keyboard, 5, 1, 0));
        held.Submit(new InputSample(InputDevice.Keyboard, 5, 0, 0));
        held.Submit(new InputSample(InputDevice.Touch, 0, 0, 0));
        held.Submit(new InputSample(InputDevice.Mouse, 0, 3, 4));
        Assert.Equal(5, input.Samples);

        held.ReleaseAll();
        Assert.Equal(7, input.Samples);
        held.ReleaseAll();
        Assert.Equal(7, input.Samples);
    }

    [Fact]
    public void A_page_holds_a_bounded_number_of_controls()
    {
        var input = new InputBroker();
        var held = new HeldControls(input);
        for (ushort control = 0; control < 2 * WebLimits.MaxHeldControls; control++)
        {
            held.Submit(new InputSample(InputDevice.Keyboard, control, 1, 0));
        }

        Assert.Equal(WebLimits.MaxHeldControls, input.Samples);
    }
}
