using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Base.Checksums;
using Ludos.Platform.Ipc;
using Ludos.State;

namespace Ludos.Bench.State;

/// <summary>
/// One process of the chain: takes each segment from the one before (the first makes them), hashes it, edits its part, hands it on (the last keeps all and proves that no one
/// else can write). Arguments: stage, last stage, folder, segments, bytes of each. One small segment goes first, so that all code is loaded when counting begins.
/// </summary>
internal static class TransferStage
{
    public const string Role = "transfer-stage";
    public const int EditBytes = 64 * 1024;
    private const int WarmUpBytes = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static int Run(string[] arguments)
    {
        var numbers = arguments.Where((_, index) => index != 2).Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var (stage, last, segments, bytes) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        using var listener = stage > 0 ? LocalListener.Bind(Socket(arguments[2], stage)).Value : null;
        Console.WriteLine("ready");
        _ = Console.ReadLine();
        using var to = stage < last ? LocalConnection.Connect(Socket(arguments[2], stage + 1), Patience).Value : null;
        using var from = listener?.Accept().Value;
        var kept = new List<OwnedSegment>();
        Pass(stage, from is null ? Make(-1, WarmUpBytes) : null, from, to, kept, new Account());

        // Made before counting begins: making a segment reads how much memory is left, which is not handing it over.
        var made = from is null ? Enumerable.Range(0, segments).Select(segment => Make(segment, bytes)).ToList() : [];
        _ = Counters.Now();
        var before = Counters.Now();
        var account = new Account();
        for (var segment = 0; segment < segments; segment++)
        {
            Pass(stage, from is null ? made[segment] : null, from, to, kept, account);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{account.Digest} {account.Numbers} {account.Allocated} {Counters.Now().Moved - before.Moved} {Counters.Now().Private - before.Private} {account.Microseconds(segments):0.0} {account.Proved} {account.Told}"));

        // The last one holds the memory until all have counted.
        _ = Console.ReadLine();
        kept.ForEach(segment => segment.Dispose());
        return 0;
    }

    public static void Fill(Span<byte> bytes, int segment)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = ((ulong)(uint)(segment + 1) * 0x9E37_79B9_7F4A_7C15) ^ (ulong)index;
        }
    }

    public static uint Work(Span<byte> bytes, int stage, uint digest)
    {
        digest = Crc32C.Append(digest, bytes);
        foreach (ref var one in bytes.Slice(stage * EditBytes, EditBytes))
        {
            one ^= (byte)(0x11 * (stage + 1));
        }

        return digest;
    }

    private static OwnedSegment Make(int segment, int bytes)
    {
        var made = OwnedSegment.Create($"part {segment}", bytes).Value;
        Expect(made.Write(out var content));
        Fill(content, segment);
        return made;
    }

    private static void Pass(int stage, OwnedSegment? made, LocalConnection? from, LocalConnection? to, List<OwnedSegment> kept, Account account)
    {
        var owned = made ?? OwnedSegment.Receive(from!, Patience).Value;
        Expect(owned.Write(out var content));
        account.Digest = Work(content, stage, account.Digest);
        var (number, allocated) = owned.Identity;
        account.Numbers = Crc32C.Append(account.Numbers, MemoryMarshal.AsBytes(new Span<ulong>(ref number)));
        account.Allocated += allocated;
        if (to is null)
        {
            account.Proved += owned.Finish() is null ? 1 : 0;
            kept.Add(owned);
            return;
        }

        var begin = Stopwatch.GetTimestamp();
        Expect(owned.TransferTo(to, Patience));
        account.Ticks += Stopwatch.GetTimestamp() - begin;
        account.Told += owned.Read(out _)?.Code == TransferErrorCode.Transferred ? 1 : 0;
        owned.Dispose();
    }

    private static void Expect(Fault<TransferErrorCode>? fault)
    {
        if (fault is not null)
        {
            throw new BenchmarkSetupException(fault.ToString());
        }
    }

    private static string Socket(string folder, int stage) => Path.Combine(folder, $"stage-{stage}.sock");

    private sealed class Account
    {
        public uint Digest { get; set; }

        public uint Numbers { get; set; }

        public ulong Allocated { get; set; }

        public long Ticks { get; set; }

        public int Proved { get; set; }

        public int Told { get; set; }

        public double Microseconds(int segments) => Ticks * 1e6 / Stopwatch.Frequency / segments;
    }

    /// <summary>What the kernel counts of this process: bytes through read and write calls of all kinds, and memory that is its alone.</summary>
    private readonly record struct Counters(long Moved, long Private)
    {
        public static Counters Now()
        {
            var moved = File.ReadLines("/proc/self/io").Where(line => line.StartsWith("rchar", StringComparison.Ordinal) || line.StartsWith("wchar", StringComparison.Ordinal)).Sum(Number);
            var own = File.ReadLines("/proc/self/status").Where(line => line.StartsWith("RssAnon", StringComparison.Ordinal)).Sum(Number);
            return new Counters(moved, own * 1024);
        }

        private static long Number(string line) => long.Parse(line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1).ToString().Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
