using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ludos.Platform.Faults;
using Ludos.Platform.Memory;
using Xunit;

namespace Ludos.Platform.Tests.Faults;

public sealed unsafe class FaultGuardTests : IDisposable
{
    private const int Committed = 64 * 1024;

    private static readonly bool Expected = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    private readonly PageReservation _pages;

    public FaultGuardTests()
    {
        Assert.True(PageReservation.TryReserve(16 * Committed, out var pages));
        _pages = pages;
        Assert.True(_pages.TryCommit(0, Committed));
    }

    public void Dispose() => _pages.Dispose();

    [Fact]
    public void It_says_whether_it_is_there()
    {
        Assert.Equal(Expected, FaultGuard.Unavailable is null);
        Assert.Equal(Expected ? null : FaultGuardError.Platform, FaultGuard.Unavailable?.Code);
        Assert.Equal(Expected, _pages.TryWatchFaults());
        Assert.Equal(Expected, _pages.TryWatchFaults());
    }

    [Fact]
    public void A_fault_of_compiled_code_in_a_watched_range_is_an_exception_that_tells_where()
    {
        if (!_pages.TryWatchFaults())
        {
            return;
        }

        var read = Reader();
        Assert.Equal(0, read((nint)_pages.Base + Committed - 8));
        foreach (var offset in new[] { Committed, Committed + 4096, (16 * Committed) - 8 })
        {
            Assert.Throws<NullReferenceException>(() => read((nint)_pages.Base + offset));
            Assert.True(FaultGuard.TryTakeFault(out var fault));
            Assert.Equal((nuint)_pages.Base + (nuint)offset, fault.Address);
            Assert.NotEqual((nuint)0, fault.InstructionAddress);
            Assert.False(FaultGuard.TryTakeFault(out _));
        }

        // An access that straddles is refused for the page that is not there.
        Assert.Throws<NullReferenceException>(() => read((nint)_pages.Base + Committed - 3));
        Assert.True(FaultGuard.TryTakeFault(out var straddling));
        Assert.InRange(straddling.Address, (nuint)_pages.Base + Committed - 3, (nuint)_pages.Base + Committed);
    }

    [Fact]
    public void A_null_reference_is_not_taken_for_one()
    {
        _pages.TryWatchFaults();
        Assert.Throws<NullReferenceException>(() => LengthOf(null));
        Assert.False(FaultGuard.TryTakeFault(out _));
    }

    [Fact]
    public void Each_thread_has_its_own()
    {
        if (!_pages.TryWatchFaults())
        {
            return;
        }

        var read = Reader();
        Assert.Throws<NullReferenceException>(() => read((nint)_pages.Base + Committed));
        var seen = true;
        var other = new Thread(() => seen = FaultGuard.TryTakeFault(out _));
        other.Start();
        other.Join();
        Assert.False(seen);
        Assert.True(FaultGuard.TryTakeFault(out _));
    }

    [Fact]
    public void More_threads_than_there_are_records_get_exceptions_all_the_same()
    {
        if (!_pages.TryWatchFaults())
        {
            return;
        }

        var read = Reader();
        var caught = 0;
        for (var i = 0; i < FaultTables.MaxRecords + 50; i++)
        {
            // What it recorded is left untaken.
            var thread = new Thread(() => caught += Record.Exception(() => read((nint)_pages.Base + Committed)) is NullReferenceException ? 1 : 0, 128 * 1024);
            thread.Start();
            thread.Join();
        }

        Assert.Equal(FaultTables.MaxRecords + 50, caught);
        Assert.Throws<NullReferenceException>(() => read((nint)_pages.Base + Committed));
        Assert.True(FaultGuard.TryTakeFault(out _));
    }

    [Fact]
    public void Places_of_ranges_are_used_again()
    {
        for (var i = 0; i < FaultTables.MaxWatched + 100; i++)
        {
            Assert.True(PageReservation.TryReserve(4096, out var pages));
            Assert.Equal(Expected, pages.TryWatchFaults());
            pages.Dispose();
        }
    }

    [Fact]
    public void Code_from_files_is_found_in_the_maps()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains(FileCode.Ranges(), range => range.File.EndsWith("libcoreclr.so", StringComparison.Ordinal) && range.End > range.Start);
        }
    }

    private static Func<nint, long> Reader()
    {
        var method = new DynamicMethod("read", typeof(long), [typeof(nint)]);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldind_I8);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<nint, long>>();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LengthOf(string? text) => text!.Length;
}
