using System.Globalization;
using System.Runtime.InteropServices;
using Ludos.Platform.Processes;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Outside;

/// <summary>The C library follows a region whose slots grow and shrink under it: sdk/c/tests/follow_dynamic.c.</summary>
public sealed class CDynamicTests(CPrograms programs) : IClassFixture<CPrograms>
{
    private const ulong LastEpoch = 20_000;
    private const int MostElements = 5_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [CTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_epoch_that_it_reads_whole_has_its_own_length_and_content(bool isSanitized)
    {
        var program = programs.Test("follow_dynamic", isSanitized);
        using var served = new ServedArena();
        var region = served.Arena.Add(Schemas.Words("d", MostElements, 3) with { Kind = RegionKind.Dynamic }).Value;
        using var writer = region.AcquireWriter().Value;
        using var follower = ChildProcess.Start(program, [served.Socket, "d", LastEpoch.ToString(CultureInfo.InvariantCulture)], ChildStreams.Piped).Value;
        Assert.Equal("following", await follower.Output.ReadLineAsync().WaitAsync(Patience));
        while (region.Epoch < LastEpoch)
        {
            Publish(writer);
        }

        var said = await follower.Output.ReadLineAsync().WaitAsync(Patience);
        Assert.True(ulong.TryParse(said, CultureInfo.InvariantCulture, out var whole) && whole is > 0 and < LastEpoch, said);
        Assert.True(follower.WaitForExit(Patience));
        Assert.Equal(0, follower.ExitCode);
    }

    private static void Publish(RegionWriter writer)
    {
        var epoch = writer.Region.Epoch + 1;
        using var write = writer.Begin(WriteMode.Replace);
        Assert.Null(write.Resize((int)(epoch % MostElements)));
        var words = MemoryMarshal.Cast<byte, ulong>(write.Bytes);
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = (epoch * 0x9E37_79B9_7F4A_7C15) ^ (uint)index;
        }

        _ = write.Publish();
    }
}
