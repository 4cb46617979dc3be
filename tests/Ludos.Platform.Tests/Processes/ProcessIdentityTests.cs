using Ludos.Platform.Processes;
using Xunit;

namespace Ludos.Platform.Tests.Processes;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void This_process_is_alive()
    {
        Assert.Equal(Environment.ProcessId, ProcessIdentity.Current.Pid);
        Assert.NotEqual(0UL, ProcessIdentity.Current.StartTicks);
        Assert.True(ProcessIdentity.Current.IsAlive);
    }

    [Fact]
    public void A_later_process_with_the_same_number_is_another() =>
        Assert.False((ProcessIdentity.Current with { StartTicks = ProcessIdentity.Current.StartTicks - 1 }).IsAlive);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Nobody_is_not_alive(int pid) => Assert.False(new ProcessIdentity(pid, 0).IsAlive);

    [Fact]
    public void A_process_is_alive_until_it_is_killed_whatever_its_name()
    {
        // A name with brackets and spaces, which /proc shows unescaped.
        var folder = Directory.CreateTempSubdirectory("ludos-platform-");
        var odd = Path.Combine(folder.FullName, "a) S 1 (b");
        File.Copy(ToolFinder.Find("sleep")!, odd);
        using (var child = ChildProcess.Start(odd, ["60"]).Value)
        {
            var identity = ProcessIdentity.Of(child.Id)!.Value;
            Assert.True(identity.StartTicks > ProcessIdentity.Current.StartTicks);
            Assert.True(identity.IsAlive);
            child.Kill();
            Assert.True(SpinWait.SpinUntil(() => !identity.IsAlive, TimeSpan.FromSeconds(10)));
        }

        folder.Delete(recursive: true);
    }
}
