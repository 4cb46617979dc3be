using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>Damaged code is refused, or runs within its bounds: never an exception, never without end.</summary>
public sealed class HostileCodeTests
{
    private const int RoundsPerModule = 150;

    [Fact]
    public void DamagedModulesAreRefusedOrRunWithinBounds()
    {
        var mutations = new Mutations(seed: 4242);
        int ran = 0;
        int refused = 0;
        foreach (string name in (string[])["good", "counter-region", "deep", "grow"])
        {
            ModulePackage package = ProofModules.Open(name);
            string manifest = System.Text.Encoding.UTF8.GetString(package.File("module.json").Span);
            for (int round = 0; round < RoundsPerModule; round++)
            {
                byte[] damaged = mutations.Of(package.Code.ToArray());
                if (!ModulePackage.IsWasm(damaged) || !ProofModules.Prepare(damaged, manifest).TryGet(out IPreparedModule? module, out Fault<ModuleErrorCode>? _))
                {
                    refused++;
                    continue;
                }

                using var game = new SlotGame(module);
                game.Ticks(2);
                ran++;
            }
        }

        Assert.True(ran > 0, "damage that leaves a valid module is part of the test");
        Assert.True(refused > RoundsPerModule);
    }
}
