using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Regions;

/// <summary>One region, a writer, a few readers and a hold, driven by numbers and compared with what should be so after each.</summary>
internal sealed class SlotModel : IDisposable
{
    private const int Readers = 4;
    private const ulong Zeroes = 0;

    private readonly Region _region;
    private readonly RegionWriter _writer;
    private readonly RegionReader[] _readers = new RegionReader[Readers];
    private readonly ulong?[] _pinnedEpochs = new ulong?[Readers];
    private readonly bool[] _mayBeRevoked = new bool[Readers];
    private readonly Dictionary<ulong, ulong> _contents = new() { [1] = Zeroes };
    private SlotHold? _hold;
    private ulong _next = 1;
    private ulong _epoch = 1;

    internal SlotModel(Region region)
    {
        _region = region;
        _writer = region.AcquireWriter().Value;
        for (var index = 0; index < Readers; index++)
        {
            _readers[index] = region.OpenReader();
        }
    }

    public void Dispose()
    {
        _hold?.Dispose();
        Array.ForEach(_readers, reader => reader.Dispose());
        _writer.Dispose();
    }

    internal void Step(int number)
    {
        var before = _region.Revocations;
        var mustSpare = CanSpareAll();
        if (!mustSpare)
        {
            Array.Fill(_mayBeRevoked, true);
        }

        var (kind, argument) = (number % 8, number / 8 % Readers);
        switch (kind)
        {
            case 0 or 1:
                Write(kind == 0 ? WriteMode.Replace : WriteMode.Carry, publish: true);
                break;
            case 2:
                Write(argument % 2 == 0 ? WriteMode.Replace : WriteMode.Carry, publish: false);
                break;
            case 3 or 4:
                PinOrClose(argument);
                break;
            case 5:
                _hold?.Dispose();
                _hold = _writer.HoldFront();
                break;
            case 6 when _hold is not null:
                _writer.RepublishSlot(_hold);
                _contents[++_epoch] = _contents[_hold.Epoch];
                break;
            case 7:
                _hold?.Dispose();
                _hold = null;
                break;
            default:
                break;
        }

        Assert.Equal(_epoch, _region.Epoch);
        AssertHolds(_region.Front, _contents[_epoch]);
        Assert.True(!mustSpare || _region.Revocations == before, "A pin was overrun although there was a slot to spare.");
        AssertHeldContent();
    }

    /// <summary>Front, hold, every pinned epoch and one slot to fill all have room.</summary>
    private bool CanSpareAll()
    {
        var kept = _pinnedEpochs.OfType<ulong>().Append(_epoch).Concat(_hold is null ? [] : [_hold.Epoch]).Distinct().Count();
        return _region.Schema.Slots > 1 && kept < _region.Schema.Slots;
    }

    private void Write(WriteMode mode, bool publish)
    {
        using var scope = _writer.Begin(mode);
        if (mode == WriteMode.Carry)
        {
            AssertHolds(scope.Bytes, _contents[_epoch]);
        }

        var value = _next++;
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(scope.Bytes).Fill(value);
        if (publish)
        {
            Assert.Equal(_epoch + 1, scope.Publish());
            _contents[++_epoch] = value;
        }
    }

    private void PinOrClose(int index)
    {
        if (_pinnedEpochs[index] is not { } epoch)
        {
            var opened = _readers[index].Pin();
            Assert.Equal(_epoch, opened.Epoch);
            AssertHolds(opened.Bytes, _contents[_epoch]);
            _pinnedEpochs[index] = _epoch;
            _mayBeRevoked[index] = false;
            return;
        }

        _pinnedEpochs[index] = null;
        var scope = _readers[index].Reopen();
        if (scope.Close() == ReadOutcome.Ok)
        {
            AssertHolds(scope.Bytes, _contents[epoch]);
        }
        else
        {
            Assert.True(_mayBeRevoked[index], $"The pin on epoch {epoch} was overrun although there was a slot to spare.");
        }
    }

    private void AssertHeldContent()
    {
        if (_hold is { Slot: >= 0 } hold)
        {
            unsafe
            {
                AssertHolds(new ReadOnlySpan<byte>(_region.Memory.SlotBytes(hold.Slot), (int)_region.SizeBytes), _contents[hold.Epoch]);
            }
        }
    }

    private static void AssertHolds(ReadOnlySpan<byte> bytes, ulong value)
    {
        var words = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(bytes);
        Assert.True(words.IndexOfAnyExcept(value) < 0, $"{words[0]} where {value} was due.");
    }
}
