using System.Text;
using Xunit;

namespace Ludos.Units.Tests.Libraries;

public sealed class WasmLibraryTests
{
    [Fact]
    public void Its_methods_are_what_it_exports() =>
        Assert.Equal(["boast", "crash", "deep", "digest", "fault", "fragile", "invert", "nothing", "poison", "spin"], ProbeLibrary.Load().Methods.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("a b")]
    public void A_bad_name_is_refused(string name) =>
        Assert.Equal(LibraryErrorCode.BadName, WasmLibrary.Load(name, ProbeLibrary.Code, LibraryLimits.Default).Fault!.Code);

    [Fact]
    public void Every_truncation_is_refused_or_loads_and_none_throws()
    {
        for (var length = 0; length < ProbeLibrary.Code.Length; length += 7)
        {
            var loaded = WasmLibrary.Load("cut", ProbeLibrary.Code.AsSpan(0, length), LibraryLimits.Default);
            Assert.NotNull(loaded.Fault);
        }
    }

    [Theory]
    [InlineData("library_buffers", "library_suffers", LibraryErrorCode.BadExports)]
    [InlineData("method_", "modhet_", LibraryErrorCode.BadExports)]
    public void Missing_exports_are_named(string export, string other, LibraryErrorCode code)
    {
        var fault = WasmLibrary.Load("odd", Replaced(ProbeLibrary.Code, Encoding.UTF8.GetBytes(export), Encoding.UTF8.GetBytes(other)), LibraryLimits.Default).Fault;
        Assert.Equal(code, fault!.Code);
        Assert.NotEmpty(fault.Mend);
    }

    [Fact]
    public void Buffers_outside_of_memory_too_large_or_overlapping_are_refused()
    {
        var at = PlaceOfBuffers();
        var inputAddress = BitConverter.ToUInt32(ProbeLibrary.Code, at);
        foreach (var (offset, value) in new (int, uint)[] { (0, 1u << 30), (0, uint.MaxValue), (4, uint.MaxValue), (4, LibraryLimits.MaxInputBytes + 1), (8, inputAddress + 100), (12, 0xFFFF_0000), (16, inputAddress) })
        {
            var code = ProbeLibrary.Code.ToArray();
            BitConverter.TryWriteBytes(code.AsSpan(at + offset), value);
            Assert.Equal(LibraryErrorCode.BadBuffers, WasmLibrary.Load("odd", code, LibraryLimits.Default).Fault!.Code);
        }
    }

    /// <summary>The six words lie in the code's data segment as the compiler left them: an address and a size, three times.</summary>
    private static int PlaceOfBuffers()
    {
        var code = ProbeLibrary.Code;
        for (var i = 4; i + 16 < code.Length; i++)
        {
            if (BitConverter.ToUInt32(code, i) == 65536 && BitConverter.ToUInt32(code, i + 8) == 64 && BitConverter.ToUInt32(code, i + 16) == 65536)
            {
                return i - 4;
            }
        }

        throw new InvalidOperationException("The probe's buffers were not found.");
    }

    private static byte[] Replaced(byte[] code, byte[] from, byte[] to)
    {
        var copy = code.ToArray();
        for (var i = 0; i + from.Length <= copy.Length; i++)
        {
            if (copy.AsSpan(i, from.Length).SequenceEqual(from))
            {
                to.CopyTo(copy, i);
            }
        }

        return copy;
    }
}
