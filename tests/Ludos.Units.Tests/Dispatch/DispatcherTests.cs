using System.Security.Cryptography;
using Xunit;

namespace Ludos.Units.Tests.Dispatch;

public sealed class DispatcherTests : IDisposable
{
    private readonly LibraryCatalog _catalog = ProbeLibrary.Catalog(LibraryLimits.Default with { FuelPerCall = 50_000_000 });
    private readonly Dispatcher _dispatcher;
    private readonly byte[] _output = new byte[1024];

    public DispatcherTests() => _dispatcher = new Dispatcher(_catalog, RestartBudget.Default, ProbeLibrary.Clock);

    public void Dispose() => _dispatcher.Dispose();

    [Fact]
    public void Wasm_and_native_methods_are_called_the_same_way()
    {
        var inverted = _dispatcher.Execute("probe", "invert", [1, 2, 255], [], _output);
        Assert.Equal((ExecuteCode.Ok, 3), (inverted.Code, inverted.OutputBytes));
        Assert.Equal(new byte[] { 254, 253, 0 }, _output[..3]);

        var hashed = _dispatcher.Execute("core", "sha256", [1, 2, 255], [], _output);
        Assert.Equal((ExecuteCode.Ok, 32), (hashed.Code, hashed.OutputBytes));
        Assert.Equal(SHA256.HashData([1, 2, 255]), _output[..32]);
    }

    [Fact]
    public void Parameters_reach_the_method()
    {
        _ = _dispatcher.Execute("probe", "digest", "abc"u8, [1], _output);
        var once = _output[..8];
        _ = _dispatcher.Execute("probe", "digest", "abc"u8, [2], _output);
        var twice = _output[..8];
        _ = _dispatcher.Execute("probe", "digest", "abcabc"u8, [1], _output);
        Assert.NotEqual(once, twice);
        Assert.Equal(_output[..8], twice);
    }

    [Theory]
    [InlineData("none", "invert", ExecuteCode.NoSuchLibrary)]
    [InlineData("probe", "none", ExecuteCode.NoSuchMethod)]
    [InlineData("probe", "fault", ExecuteCode.ReturnedFault)]
    [InlineData("probe", "boast", ExecuteCode.BadReply)]
    [InlineData("probe", "crash", ExecuteCode.Trapped)]
    [InlineData("probe", "spin", ExecuteCode.OutOfFuel)]
    [InlineData("probe", "deep", ExecuteCode.StackExhausted)]
    public void Every_way_to_fail_has_its_code(string library, string method, ExecuteCode code)
    {
        Assert.Equal(code, _dispatcher.Execute(library, method, [], [], _output).Code);
        Assert.Equal(ExecuteCode.Ok, _dispatcher.Execute("probe", "nothing", [], [], _output).Code);
    }

    [Fact]
    public void Sizes_are_checked_before_anything_runs()
    {
        Assert.Equal(ExecuteCode.InputTooLarge, _dispatcher.Execute("probe", "invert", new byte[65537], [], _output).Code);
        Assert.Equal(ExecuteCode.ParametersTooLarge, _dispatcher.Execute("probe", "invert", [], new byte[65], _output).Code);
        Assert.Equal(ExecuteCode.InputTooLarge, _dispatcher.Execute("core", "sha256", new byte[LibraryLimits.MaxInputBytes + 1], [], _output).Code);
        var small = _dispatcher.Execute("probe", "invert", new byte[100], [], _output.AsSpan(0, 99));
        Assert.Equal((ExecuteCode.OutputTooSmall, 100), (small.Code, small.OutputBytes));
        Assert.Equal(-7, _dispatcher.Execute("probe", "fault", [], [], _output).UnitCode);
        Assert.Equal(ExecuteCode.NoSuchLibrary, _dispatcher.Execute(default, [], [], _output).Code);
    }

    [Fact]
    public void A_native_method_that_throws_ends_its_own_call_only()
    {
        var library = NativeLibrary.Of("odd", [("throw", (_, _, _) => throw new InvalidOperationException("no"))]).Value;
        using var dispatcher = new Dispatcher(LibraryCatalog.Of([library]).Value, RestartBudget.Default, ProbeLibrary.Clock);
        var outcome = dispatcher.Execute("odd", "throw", [], [], _output);
        Assert.Equal(ExecuteCode.HostFault, outcome.Code);
        Assert.Contains("InvalidOperationException: no", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        var method = _catalog.Resolve("probe", "invert").Value;
        var input = new byte[256];
        var output = new byte[256];
        void Calls()
        {
            for (var i = 0; i < 1000; i++)
            {
                _ = _dispatcher.Execute(method, input, default, output);
            }
        }

        Calls();
        Calls();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Calls();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
