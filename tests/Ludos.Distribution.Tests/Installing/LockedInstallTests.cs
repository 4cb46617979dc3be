using Ludos.Base;
using Ludos.Distribution.Tests.Support;
using Ludos.Modules;
using Ludos.Registry.Tests.Support;

namespace Ludos.Distribution.Tests.Installing;

/// <summary>What one machine has is written down and installed on another, to the digest.</summary>
public sealed class LockedInstallTests
{
    [Fact]
    public async Task A_lockfile_installs_what_it_says_although_there_is_something_newer()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        await studio.Publish(TestModule.Make("pond.fish", "1.0.0", [1, 2, 3]));
        await studio.Publish(TestModule.Make("pond", "1.0.0", dependencies: ("pond.fish", "[1.0.0,2.0.0)")));
        using var one = await new Player(clock, registry.Address).Trust();
        var text = Installer.LockOf((await one.Install("pond")).Value.Set).ToUtf8();
        await studio.Publish(TestModule.Make("pond.fish", "1.1.0", [4, 5, 6]));
        var locked = Lockfile.Parse(text, "ludos.lock").Value;

        using var two = await new Player(clock, registry.Address).Trust();
        var exactly = await two.Install("pond", with: request => request with { Roots = locked.Roots, Exactly = locked });
        Assert.True(exactly.IsOk, exactly.Fault?.ToString());
        Assert.Equal(text, Installer.LockOf(exactly.Value.Set).ToUtf8());

        using var three = await new Player(clock, registry.Address).Trust();
        Assert.Equal("1.1.0", (await three.Install("pond")).Value.Set.Find("pond.fish")!.Version.ToString());
    }

    [Theory]
    [InlineData("\"digest\": \"", 'f', "in the lockfile and")]
    [InlineData("\"version\": \"", '2', "the registry can only offer")]
    public async Task Another_content_or_version_than_the_registry_has_is_refused(string field, char with, string message)
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var studio = await Studio.Join(registry, clock, "pond", "pond", "pond.*");
        await studio.Publish(TestModule.Make("pond", "1.0.0"));
        using var player = await new Player(clock, registry.Address).Trust();
        var text = Installer.LockOf((await player.Install("pond")).Value.Set).ToString();
        var at = text.IndexOf(field, StringComparison.Ordinal) + field.Length;
        var changed = string.Concat(text.AsSpan(0, at), text[at] == with ? "0" : with.ToString(), text.AsSpan(at + 1));
        var locked = Lockfile.Parse(System.Text.Encoding.UTF8.GetBytes(changed), "ludos.lock").Value;
        using var other = await new Player(clock, registry.Address).Trust();

        var refused = await other.Install("pond", with: request => request with { Roots = locked.Roots, Exactly = locked });

        Fault<InstallErrorCode> fault = refused.Fault!;
        Assert.Equal(InstallErrorCode.BadRelease, fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal(InstallErrorCode.NotInstalled, other.Installed.Find("pond").Fault!.Code);
    }
}
