using Ludos.Platform.Threading;
using Xunit;

namespace Ludos.Platform.Tests.Threading;

public unsafe class ThreadStackTests
{
    [Theory]
    [InlineData(512 * 1024)]
    [InlineData(4 * 1024 * 1024)]
    public void TheLowestAddressLiesAtLeastTheStackSizeBelow(int stackBytes)
    {
        nuint here = 0;
        nuint lowest = 0;
        var thread = new Thread(() =>
        {
            byte local;
            here = (nuint)(&local);
            lowest = ThreadStack.LowestAddress;
        }, stackBytes);
        thread.Start();
        thread.Join();

        // The system may hand out a larger stack that an earlier thread left.
        Assert.InRange((long)(here - lowest), stackBytes - (64 * 1024), 64L * 1024 * 1024);
    }
}
