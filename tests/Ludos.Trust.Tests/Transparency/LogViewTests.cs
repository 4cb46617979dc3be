using System.Text;
using Ludos.Trust.Tests.Support;
using Xunit;

namespace Ludos.Trust.Tests;

/// <summary>A client's memory of a log: it only ever goes on.</summary>
public sealed class LogViewTests
{
    private static readonly SignedWorld World = new();

    [Fact]
    public void AContinuationIsTaken()
    {
        var tree = Grown(5, 0);
        var view = View(tree);
        var larger = Grown(9, 0);

        var next = view.Advance(Note(larger), World.Roots.Logs, larger.Consistency(5, 9)).Value;

        Assert.Equal(9, next.Checkpoint.Size);
        Assert.Equal(next.Checkpoint, LogView.Open(Encoding.UTF8.GetBytes(next.Note), World.Roots.Logs).Value.Checkpoint);
        Assert.True(next.Advance(Note(larger), World.Roots.Logs, []).IsOk);
    }

    [Fact]
    public void AForkIsRefused()
    {
        var view = View(Grown(5, 0));
        var other = Grown(9, 1);

        Assert.Equal(TransparencyErrorCode.Forked, view.Advance(Note(other), World.Roots.Logs, other.Consistency(5, 9)).Fault?.Code);
        Assert.Equal(TransparencyErrorCode.Forked, view.Advance(Note(Grown(5, 1)), World.Roots.Logs, []).Fault?.Code);
        Assert.Equal(TransparencyErrorCode.Forked, view.Advance(Note(Grown(9, 0)), World.Roots.Logs, []).Fault?.Code);
    }

    [Fact]
    public void AShrunkenLogIsRefused() =>
        Assert.Equal(TransparencyErrorCode.Shrunk, View(Grown(5, 0)).Advance(Note(Grown(4, 0)), World.Roots.Logs, []).Fault?.Code);

    [Fact]
    public void AnotherLogIsRefused()
    {
        var roots = World.Roots.And(new TrustRoots([], [new TrustedLog("other.example", World.Stranger.PublicKey)]));
        var tree = Grown(9, 0);
        var note = Encoding.UTF8.GetBytes(new Checkpoint("other.example", 9, tree.Root).Sign(World.Stranger).Value.ToString());

        Assert.Equal(TransparencyErrorCode.NotSigned, View(Grown(5, 0)).Advance(note, roots.Logs, tree.Consistency(5, 9)).Fault?.Code);
    }

    private static MerkleTree Grown(int count, byte salt)
    {
        var tree = new MerkleTree();
        for (var index = 0; index < count; index++)
        {
            tree.Append([salt, (byte)index]);
        }

        return tree;
    }

    private static byte[] Note(MerkleTree tree) => Encoding.UTF8.GetBytes(new Checkpoint(SignedWorld.LogOrigin, tree.Size, tree.Root).Sign(World.Log).Value.ToString());

    private static LogView View(MerkleTree tree) => LogView.Open(Note(tree), World.Roots.Logs).Value;
}
