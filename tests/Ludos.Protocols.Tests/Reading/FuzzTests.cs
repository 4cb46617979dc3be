using Ludos.Protocols.Tests.Interop;
using Ludos.Protocols.Tests.Schemas;
using Xunit;

namespace Ludos.Protocols.Tests.Reading;

/// <summary>Whatever the bytes, reading all of them gives values or faults, and ends.</summary>
public class FuzzTests
{
    private const int QuickRuns = 10_000;
    private const int SlowRuns = 1_000_000;

    private const int Seeds = 24;

    /// <summary>Small, so that a message that leads to the same place many times ends soon; the deeper half of the seeds is too deep.</summary>
    private static readonly MessageLimits Limits = new(1_000, 4);

    public static TheoryData<string> Corpus => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Reading", "corpus"), "*.hex").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Corpus))]
    public void WhatOnceMattered(string file)
    {
        var bytes = Convert.FromHexString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reading", "corpus", file)).Trim());
        ReadAll(bytes);
        for (var length = 0; length < bytes.Length; length++)
        {
            ReadAll(bytes.AsSpan(0, length));
        }
    }

    [Fact]
    public void MutatedMessagesAreReadWhole() => Run(QuickRuns, 1);

    [Fact]
    [Trait("Category", "Slow")]
    public void AMillionMutatedMessagesAreReadWhole() => Run(SlowRuns, 2);

    /// <summary>A fuzzer that finds nothing may be one that tries nothing.</summary>
    [Fact]
    public void MutationsReachEveryFault()
    {
        var met = Run(QuickRuns, 3);
        MessageErrorCode[] possible =
        [
            MessageErrorCode.None, MessageErrorCode.PointerOutOfBounds, MessageErrorCode.WrongPointerKind, MessageErrorCode.BadFarPointer,
            MessageErrorCode.Capability, MessageErrorCode.WrongElementSize, MessageErrorCode.BadStructList, MessageErrorCode.TextNotTerminated,
            MessageErrorCode.TraversalLimit, MessageErrorCode.DepthLimit,
        ];
        Assert.Empty(possible.Except(met));
    }

    private static HashSet<MessageErrorCode> Run(int runs, int seed)
    {
        var seeds = Enumerable.Range(0, Seeds).Select(index => EveryInteropTests.Make(index, index % 3 == 0 ? 4 : 512, index % 2 == 0, depth: index % 8 == 0 ? 1 : 0)).ToArray();
        var mutations = new MessageMutations(seed);
        var met = new HashSet<MessageErrorCode>();
        for (var run = 0; run < runs; run++)
        {
            var bytes = mutations.Of(seeds[run % seeds.Length]);
            try
            {
                met.Add(ReadAll(bytes));
            }
            catch (Exception error)
            {
                Assert.Fail($"Run {run} of seed {seed}: {error}\n{Convert.ToHexString(bytes)}");
            }
        }

        return met;
    }

    /// <summary>As a message, as a packed one, and copied.</summary>
    private static MessageErrorCode ReadAll(ReadOnlySpan<byte> bytes)
    {
        if (PackedCodec.MeasureUnpacked(bytes, 1 << 16).TryGet(out var length, out _))
        {
            Span<byte> unpacked = new byte[length];
            Assert.Equal(length, PackedCodec.Unpack(bytes, unpacked).Value);
        }

        if (!MessageReader.TryOpen(bytes, Limits, out var message, out var fault))
        {
            return fault.Code;
        }

        EveryDump.Of(EveryReader.From(message.Root));
        if (MessageReader.TryOpen(bytes, Limits, out var source, out _))
        {
            new MessageBuilder(64, true).SetRoot(source.Root);
        }

        return message.FirstFault;
    }
}
