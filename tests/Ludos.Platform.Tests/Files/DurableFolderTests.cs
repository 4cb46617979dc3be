using System.Diagnostics;
using Ludos.Platform.Files;
using Xunit;

namespace Ludos.Platform.Tests.Files;

public sealed class DurableFolderTests
{
    private const int Reopenings = 20_000;

    [Fact]
    public void A_folder_that_was_let_go_can_be_opened_at_once_while_children_are_started()
    {
        var path = Directory.CreateTempSubdirectory("ludos-durable-").FullName;
        using var ends = new CancellationTokenSource();
        var forks = new Thread(() =>
        {
            while (!ends.IsCancellationRequested)
            {
                using var child = Process.Start(new ProcessStartInfo("/bin/true") { UseShellExecute = false })!;
                child.WaitForExit();
            }
        });
        forks.Start();
        try
        {
            for (var index = 0; index < Reopenings; index++)
            {
                var opened = DurableFolder.Open(path);
                Assert.True(opened.IsOk, $"After {index}: {opened.Fault}");
                opened.Value.Dispose();
            }
        }
        finally
        {
            ends.Cancel();
            forks.Join();
            Directory.Delete(path, recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_is_held_is_refused_to_others()
    {
        var path = Directory.CreateTempSubdirectory("ludos-durable-").FullName;
        using var held = DurableFolder.Open(path).Value;
        Assert.Equal(FileErrorCode.Busy, DurableFolder.Open(path).Fault!.Code);
        held.Dispose();
        Directory.Delete(path, recursive: true);
    }
}
