using Ludos.Protocols.Generator;
using Ludos.Protocols.Tests.Interop;
using Ludos.Protocols.Tests.Schemas;
using Xunit;

namespace Ludos.Protocols.Tests.Generator;

/// <summary>The schemas are the only source: what is committed is what they give, byte for byte.</summary>
public class CommittedFilesTests
{
    private static readonly GeneratorTarget Tests = new("Ludos.Protocols.Tests.Schemas", "tests/Ludos.Protocols.Tests/Generated", false, "tests/Ludos.Protocols.Tests/schemas");

    [Theory]
    [InlineData("protocols")]
    [InlineData("tests/Ludos.Protocols.Tests/schemas")]
    public void RegenerationGivesTheCommittedBytes(string schemas)
    {
        var files = SourceGenerator.Generate(Compile(schemas), schemas == "protocols" ? GeneratorTarget.Protocols : Tests).Value;
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(File.ReadAllText(Path.Combine(CapnpTool.Root, file.Path)) == file.Text, $"{file.Path} is stale: ./ludos layout generate"));
    }

    [Fact]
    public void TheCompiledStructsAreWhatTheSchemasSay()
    {
        var layouts = LayoutReader.Read(RequestReader.Read(Compile("protocols")).Value).Value;
        Assert.Contains(layouts, layout => layout.Path == "system/v1/arena.capnp");
        Assert.Equal(LayoutLines.Expected(layouts), SharpProbe.Lines(layouts, GeneratorTarget.Protocols, typeof(MessageReader).Assembly));
    }

    [Fact]
    public void ConstantsAreTheSchemas()
    {
        Assert.Equal((42, ulong.MaxValue, long.MinValue, 0.5f, true), (EveryConstants.Answer, EveryConstants.Big, EveryConstants.Least, EveryConstants.Half, EveryConstants.IsOn));
        Assert.Equal(("a \"quoted\" line\nand \\ more", Colour.Green, 9), (EveryConstants.Motto, EveryConstants.Favourite, Outer.Limit));
        Assert.Equal("00FF10", Convert.ToHexString(EveryConstants.Blob));
        Assert.True(MessageReader.TryOpen(EveryConstants.OriginMessage, MessageLimits.Default, out var origin, out _));
        Assert.Equal((1, -2), (PointReader.From(origin.Root).X, PointReader.From(origin.Root).Y));
    }

    /// <summary>A request that was cut off anywhere is refused.</summary>
    [Fact]
    public void ACutOffRequestIsRefused()
    {
        const int Runs = 400;
        var request = Compile("tests/Ludos.Protocols.Tests/schemas");
        var random = new Random(5);
        for (var run = 0; run < Runs; run++)
        {
            var bytes = request[..random.Next(request.Length)];
            Assert.Equal(GeneratorErrorCode.BadRequest, SourceGenerator.Generate(bytes, Tests).Fault!.Code);
        }
    }

    private static byte[] Compile(string schemas)
    {
        var folder = Path.Combine(CapnpTool.Root, schemas);
        var files = Directory.EnumerateFiles(folder, "*.capnp", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal);
        var (exitCode, output, error) = CapnpTool.TryRun(["compile", "-I", ".", "-o-", .. files], default, folder);
        Assert.True(exitCode == 0, error);
        return output;
    }
}
