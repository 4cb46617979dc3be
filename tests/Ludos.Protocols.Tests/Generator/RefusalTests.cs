using Ludos.Protocols.Generator;
using Ludos.Protocols.Tests.Interop;
using Xunit;

namespace Ludos.Protocols.Tests.Generator;

/// <summary>A schema that contradicts itself is refused, by name, before anything is written.</summary>
public class RefusalTests
{
    private const string Head = """
        @0xf0f0f0f0f0f0f0f1;
        using Arena = import "/system/v1/arena.capnp";
        using memory = Arena.memory;
        using map = Arena.map;
        using Placement = Arena.Placement;
        struct Small $memory { a @0 :UInt32; b @1 :UInt16; }

        """;

    public static TheoryData<string, GeneratorErrorCode, string> Refused => new()
    {
        { "const m :List(Placement) = [(name = \"a\", type = \"Small\", offset = 0, stride = 8, count = 3), (name = \"b\", type = \"Small\", offset = 16, stride = 8)] $map(\"x\");", GeneratorErrorCode.BadMap, "both have byte 16" },
        { "const m :List(Placement) = [(name = \"a\", type = \"Small\", offset = 0, stride = 16, count = 3), (name = \"b\", type = \"bytes\", offset = 8, stride = 16, count = 3, bytes = 9)] $map(\"x\");", GeneratorErrorCode.BadMap, "both have byte 16" },
        { "const m :List(Placement) = [(name = \"a\", type = \"Small\", offset = 4, stride = 8)] $map(\"x\");", GeneratorErrorCode.BadMap, "not on a boundary of 8" },
        { "const m :List(Placement) = [(name = \"a\", type = \"Small\", offset = 0, stride = 8, align = 4)] $map(\"x\");", GeneratorErrorCode.BadMap, "aligned to 4" },
        { "const m :List(Placement) = [(name = \"a\", type = \"Small\", offset = 0, stride = 12, count = 2)] $map(\"x\");", GeneratorErrorCode.BadMap, "not a multiple of 8" },
        { "const m :List(Placement) = [(name = \"a\", type = \"Small\", offset = 0, stride = 24, align = 24)] $map(\"x\");", GeneratorErrorCode.BadMap, "no power of two" },
        { "const m :List(Placement) = [(name = \"a\", type = \"Small\", offset = 0, stride = 4)] $map(\"x\");", GeneratorErrorCode.BadMap, "elements of 8 bytes every 4" },
        { "const m :List(Placement) = [(name = \"a\", type = \"Small\", offset = 0, stride = 8, count = 0)] $map(\"x\");", GeneratorErrorCode.BadMap, "0 times" },
        { "const m :List(Placement) = [(name = \"a\", type = \"Large\", offset = 0, stride = 8)] $map(\"x\");", GeneratorErrorCode.BadMap, "no $memory struct" },
        { "const m :List(Placement) = [(name = \"a\", type = \"Small\", offset = 0, stride = 8), (name = \"a\", type = \"Small\", offset = 8, stride = 8)] $map(\"x\");", GeneratorErrorCode.BadMap, "two placements are named a" },
        { "struct Bits $memory { a @0 :Bool; }", GeneratorErrorCode.BadMemoryStruct, "holds a" },
        { "struct Pointing $memory { a @0 :Text; }", GeneratorErrorCode.BadMemoryStruct, "pointers" },
        { "struct Either $memory { union { a @0 :UInt8; b @1 :UInt8; } }", GeneratorErrorCode.BadMemoryStruct, "union" },
        { "struct Given $memory { a @0 :UInt8 = 3; }", GeneratorErrorCode.BadMemoryStruct, "default" },
        { "struct ArenaHeader $memory { a @0 :UInt8; }", GeneratorErrorCode.NameTaken, "ArenaHeader" },
        { "interface Caller { call @0 (); }", GeneratorErrorCode.Unsupported, "Caller is an interface" },
        { "struct Outer { interface Caller { call @0 (); } }", GeneratorErrorCode.Unsupported, "Caller is an interface" },
        { "struct Holder { caller @0 :List(Capability); }", GeneratorErrorCode.Unsupported, "Holder.caller is a capability" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refusals(string declaration, GeneratorErrorCode code, string says)
    {
        var (exitCode, request, error) = Compile(declaration);
        Assert.True(exitCode == 0, error);
        var result = SourceGenerator.Generate(request, GeneratorTarget.Protocols);
        Assert.Equal(code, result.Fault?.Code);
        Assert.Contains(says, result.Fault!.Message, StringComparison.Ordinal);
    }

    /// <summary>Arrays may lie in each other's gaps, and their last elements may end where another begins.</summary>
    [Fact]
    public void PlacementsThatInterleaveAreAccepted()
    {
        var (exitCode, request, error) = Compile("const m :List(Placement) = [(name = \"a\", type = \"Small\", offset = 0, stride = 16, count = 3), (name = \"b\", type = \"bytes\", offset = 8, stride = 16, count = 3, bytes = 8), (name = \"c\", type = \"bytes\", offset = 48, stride = 8)] $map(\"x\");");
        Assert.True(exitCode == 0, error);
        var files = SourceGenerator.Generate(request, GeneratorTarget.Protocols);
        Assert.True(files.IsOk, files.Fault?.Message);
        Assert.Contains(files.Value, file => file.Path == CHeaderPath && file.Text.Contains("#define LUDOS_X_B_OFFSET 8u", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000")]
    [InlineData("0000000001000000000000000000000000")]
    public void WhatIsNoRequestIsRefused(string hex) =>
        Assert.Equal(GeneratorErrorCode.BadRequest, SourceGenerator.Generate(Convert.FromHexString(hex), GeneratorTarget.Protocols).Fault!.Code);

    private const string CHeaderPath = "sdk/c/ludos_layout.h";

    private static (int ExitCode, byte[] Output, string Error) Compile(string declaration)
    {
        var folder = Directory.CreateTempSubdirectory("ludos-refusals-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "one.capnp"), Head + declaration + "\n");
            var protocols = Path.Combine(CapnpTool.Root, "protocols");
            string[] arguments = ["compile", "-I", protocols, $"--src-prefix={protocols}", "-o-", "one.capnp", Path.Combine(protocols, "system/v1/arena.capnp")];
            return CapnpTool.TryRun(arguments, default, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
