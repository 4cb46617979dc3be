using Ludos.Platform.Processes;
using Ludos.Platform.Threading;
using Xunit;

namespace Ludos.Platform.Tests.Threading;

public sealed class CoreAffinityTests
{
    [Fact]
    public void A_confined_thread_stays_on_its_core_and_others_keep_theirs()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Null(CoreAffinity.ConfineThread());
            return;
        }

        int? core = null;
        var seen = new HashSet<int>();
        var thread = new Thread(() =>
        {
            core = CoreAffinity.ConfineThread();
            for (var look = 0; look < 200; look++)
            {
                seen.Add(Thread.GetCurrentProcessorId());
                Thread.Yield();
            }
        });
        thread.Start();
        thread.Join();
        Assert.NotNull(core);
        Assert.Equal([core.Value], seen);
    }

    [Fact]
    public void Work_shows_in_the_processor_time()
    {
        var before = ProcessorTime.OfThisProcess();
        Assert.True(SpinWait.SpinUntil(() => ProcessorTime.OfThisProcess() > before, TimeSpan.FromSeconds(10)));
    }
}
