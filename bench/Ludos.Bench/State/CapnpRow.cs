using Ludos.Bench.State.Access;
using Ludos.Protocols;
using Ludos.Protocols.System.V1;

namespace Ludos.Bench.State;

/// <summary>Opening a message and reading three fields of it, whatever its size; and broken messages, which must never throw.</summary>
internal sealed class CapnpRow : IStateRow
{
    private const int SmallBytes = 1_000;
    private const int LargeBytes = 100_000;
    private const int Batches = 200;
    private const int CallsPerBatch = 10_000;
    private const double MostNs = 100;
    private const int Mutated = 1_000_000;
    private const int Seed = 7;
    private const int MutatedElements = 8;
    private const string Name3 = "slots";

    private static readonly MessageLimits MutatedLimits = new(4_096, 32);

    public string Name => "capnp";

    public void Run(StateBenchContext context, RowTally tally)
    {
        Open(context, tally, SmallBytes, "open and read 3 fields of 1 KB");
        Open(context, tally, LargeBytes, "open and read 3 fields of 100 KB");
        Mutate(tally, context.Quick ? Mutated / 50 : Mutated);
    }

    private static void Open(StateBenchContext context, RowTally tally, int bytes, string what)
    {
        var builder = new MessageBuilder();
        var placement = builder.InitRoot<PlacementBuilder>();
        placement.SetType(new string('x', bytes));
        placement.SetName(Name3);
        placement.Offset = 2;
        placement.Stride = 3;
        var frame = builder.ToArray();
        var (calls, sum) = (0L, 0L);
        var taken = ScopeCost.Measure(context.Quick ? Batches / 10 : Batches, CallsPerBatch, count =>
        {
            for (var call = 0; call < count; call++)
            {
                sum += Three(frame);
            }

            calls += count;
        });
        tally.Add(ScopeCost.Figure(what, taken, MostNs));
        tally.Add(new Check($"all three of {frame.Length} bytes were read", sum == calls * (2 + 3 + Name3.Length), $"{calls} messages"));
    }

    private static long Three(ReadOnlySpan<byte> frame)
    {
        if (!MessageReader.TryOpen(frame, MessageLimits.Default, out var message, out _))
        {
            return -1;
        }

        var placement = PlacementReader.From(message.Root);
        return placement.Offset + placement.Stride + placement.NameUtf8.Length;
    }

    private static void Mutate(RowTally tally, int runs)
    {
        var random = new Random(Seed);
        var sound = Placements();
        var bytes = new byte[sound.Length];
        var (read, faults, crashes, first) = (0, 0, 0, "");
        for (var run = 0; run < runs; run++)
        {
            sound.CopyTo(bytes, 0);
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                Change(bytes, random);
            }

            try
            {
                var isSound = ReadAll(bytes.AsSpan(0, random.Next(8) == 0 ? random.Next(bytes.Length) : bytes.Length));
                read++;
                faults += isSound ? 0 : 1;
            }
            catch (Exception error)
            {
                first = crashes++ == 0 ? $"run {run}: {error.GetType().Name}" : first;
            }
        }

        tally.Add(new Check("no mutated message crashed its reader", crashes == 0 && read == runs, crashes == 0 ? $"{runs} messages, {faults} told of a fault" : $"{crashes} crashes; {first}"));
        tally.Add(new Check("mutations were found", faults > runs / 10, $"{faults} of {runs}"));
    }

    private static byte[] Placements()
    {
        var builder = new MessageBuilder();
        var list = StructListBuilder<PlacementBuilder>.From(builder.InitRoot(0, 1).InitStructList(0, MutatedElements, PlacementBuilder.DataWords, PlacementBuilder.Pointers));
        for (var index = 0; index < list.Count; index++)
        {
            var placement = list[index];
            placement.SetName($"placement {index}");
            placement.SetType("SlotRecord");
            placement.Offset = (uint)index;
        }

        return builder.ToArray();
    }

    private static void Change(byte[] bytes, Random random)
    {
        var word = random.Next(bytes.Length / MessageLimits.WordBytes) * MessageLimits.WordBytes;
        switch (random.Next(3))
        {
            case 0:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                BitConverter.TryWriteBytes(bytes.AsSpan(word), random.NextInt64());
                break;
            default:
                bytes.AsSpan(random.Next(bytes.Length / MessageLimits.WordBytes) * MessageLimits.WordBytes, MessageLimits.WordBytes).CopyTo(bytes.AsSpan(word));
                break;
        }
    }

    /// <returns>Whether nothing was wrong.</returns>
    private static bool ReadAll(ReadOnlySpan<byte> bytes)
    {
        if (!MessageReader.TryOpen(bytes, MutatedLimits, out var message, out _))
        {
            return false;
        }

        var list = StructListReader<PlacementReader>.From(message.Root.List(0, ElementSize.Composite));
        var sum = 0L;
        for (var index = 0; index < list.Count; index++)
        {
            var placement = list[index];
            sum += placement.Name.Length + placement.Type.Length + placement.Offset + placement.Stride + placement.Count + placement.Align + placement.Bytes;
        }

        return message.FirstFault == MessageErrorCode.None && sum >= 0;
    }
}
