using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Regions;

/// <summary>One region, written in every mode, held, rolled back, read and handed from writer to writer by numbers, beside a plain array of bytes.</summary>
internal sealed class PatchModel : IDisposable
{
    private const int Readers = 3;

    private readonly Region _region;
    private readonly RegionReader[] _readers = new RegionReader[Readers];
    private readonly bool[] _isPinned = new bool[Readers];
    private readonly byte[] _model;
    private byte[] _followedFrom;
    private RegionWriter _writer;
    private ChangeFollower _follower;
    private SlotHold? _hold;
    private byte[] _held = [];
    private byte _next;

    internal PatchModel(Region region)
    {
        _region = region;
        _model = new byte[region.SizeBytes];
        _writer = region.AcquireWriter().Value;
        _follower = _writer.FollowChanges();
        _followedFrom = (byte[])_model.Clone();
        for (var index = 0; index < Readers; index++)
        {
            _readers[index] = region.OpenReader();
        }
    }

    public void Dispose()
    {
        _hold?.Dispose();
        Array.ForEach(_readers, reader => reader.Dispose());
        _follower.Dispose();
        _writer.Dispose();
    }

    internal void Step(int number)
    {
        var (kind, argument) = (number % 16, number / 16);
        switch (kind)
        {
            case < 8:
                Patch(argument, publish: kind != 7);
                break;
            case 8 or 9:
                Whole(kind == 8 ? WriteMode.Replace : WriteMode.Carry, publish: argument % 3 != 0);
                break;
            case 10 or 11:
                PinOrClose(argument % Readers);
                break;
            case 12:
                Hold();
                break;
            case 13 when _hold is not null:
                _writer.RepublishSlot(_hold);
                _held.CopyTo(_model, 0);
                break;
            case 14:
                _follower.Clear();
                _followedFrom = (byte[])_model.Clone();
                break;
            case 15 when argument % 4 == 0:
                ChangeWriters();
                break;
            default:
                break;
        }

        Assert.True(_model.AsSpan().SequenceEqual(_region.Front), $"After step {kind}/{argument} the front is not the model.");
        AssertFollowed();
    }

    private void Patch(int argument, bool publish)
    {
        using var scope = _writer.Begin(WriteMode.Patch);
        Assert.True(_model.AsSpan().SequenceEqual(scope.Bytes), "A patch began with something else than the front.");
        var content = (byte[])_model.Clone();
        for (var change = 0; change < argument % 5; change++)
        {
            var offset = (argument + 1) * ((change * 7919) + 31) % content.Length;
            var length = Math.Min(argument * (change + 3) % 150, content.Length - offset);
            var bytes = scope.Change(offset, length);
            bytes.Fill(++_next);
            content.AsSpan(offset, length).Fill(_next);
        }

        if (publish)
        {
            _ = scope.Publish();
            content.CopyTo(_model, 0);
        }
    }

    private void Whole(WriteMode mode, bool publish)
    {
        using var scope = _writer.Begin(mode);
        scope.Bytes.Fill(++_next);
        if (publish)
        {
            _ = scope.Publish();
            Array.Fill(_model, _next);
        }
    }

    private void PinOrClose(int index)
    {
        if (_isPinned[index])
        {
            _ = _readers[index].Reopen().Close();
        }
        else
        {
            _ = _readers[index].Pin();
        }

        _isPinned[index] = !_isPinned[index];
    }

    private void Hold()
    {
        _hold?.Dispose();
        _hold = _writer.HoldFront();
        _held = (byte[])_model.Clone();
    }

    /// <summary>The new one has never seen the slots.</summary>
    private void ChangeWriters()
    {
        _hold?.Dispose();
        _hold = null;
        _writer.Dispose();
        Assert.True(_follower.IsAll, "The writer is gone, and its follower still claims to know.");
        _writer = _region.AcquireWriter().Value;
        _follower = _writer.FollowChanges();
        _followedFrom = (byte[])_model.Clone();
    }

    /// <summary>The delta made from what the follower saw is the delta of the contents, and so is what the lines alone give.</summary>
    private void AssertFollowed()
    {
        var stamp = new DeltaStamp(0, 1, 1, 2);
        var (whole, followed) = (new byte[RegionDelta.MaxBytes(_model.Length)], new byte[RegionDelta.MaxBytes(_model.Length)]);
        var length = RegionDelta.Encode(_followedFrom, _model, stamp, whole).Value;
        Assert.Equal(length, RegionDelta.Encode(_follower, _followedFrom, _region.Front, stamp, followed).Value);
        Assert.True(whole.AsSpan(0, length).SequenceEqual(followed.AsSpan(0, length)), "What was followed is not what changed.");
        var lines = RegionDelta.Encode(_follower, _region.Front, stamp, followed).Value;
        var content = (byte[])_followedFrom.Clone();
        Assert.Equal(2UL, RegionDelta.Apply(followed.AsSpan(0, lines), content, 1, _region.Schema).Value);
        Assert.True(content.AsSpan().SequenceEqual(_model), "The followed lines do not make the content.");
    }
}
