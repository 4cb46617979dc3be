using Ludos.State;

namespace Ludos.State.TestHost;

/// <summary>Owns and serves an arena with regions "many" and "one", both written half; prints "owning" and waits to be killed.</summary>
internal static class Owner
{
    private const int SizeBytes = 4096;

    internal static int Run(string socket)
    {
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        var fields = new FieldSchema(1, "word", FieldType.U64);
        var first = new byte[SizeBytes];
        Pattern.Fill(first, 1);
        var many = arena.Add(new RegionSchema("many", [fields], SizeBytes / sizeof(ulong), 3, IsVolatile: false), first).Value;
        var one = arena.Add(new RegionSchema("one", [fields], SizeBytes / sizeof(ulong), 1, IsVolatile: false), first).Value;
        using var server = arena.Serve(socket).Value;
        Console.WriteLine("serving");
        _ = Console.ReadLine();
        using var manyWriter = many.AcquireWriter().Value;
        using var oneWriter = one.AcquireWriter().Value;
        using var manyScope = manyWriter.Begin(WriteMode.Carry);
        using var oneScope = oneWriter.Begin(WriteMode.Carry);
        manyScope.Bytes[..(SizeBytes / 2)].Fill(0xEE);
        oneScope.Bytes[..(SizeBytes / 2)].Fill(0xEE);
        Console.WriteLine("writing");
        _ = Console.ReadLine();
        return 0;
    }
}
