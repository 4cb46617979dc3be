using System.Text;
using Ludos.Wasm.Tests.Wast.Assembly;
using Ludos.Wasm.Tests.Wast.Syntax;
using Xunit;

namespace Ludos.Wasm.Tests.Wast.Tests;

public class ModuleAssemblerTests
{
    private const string Header = "0061736D01000000";

    [Theory]
    [InlineData("", "")]
    [InlineData("(func (export \"f\") (param $x i32) (result i32) (i32.add (local.get $x) (i32.const -1)))",
        "0106016001 7F017F 03020100 070501016600 00 0A09010700 2000417F6A0B")]
    [InlineData("(memory (data \"hi\" \"\\21\"))", "050401010101 0B09010041000B03686921")]
    [InlineData("(table funcref (elem $g)) (func $g)", "01040160 0000 03020100 040501 70010101 0907010041000B0100 0A040102000B")]
    [InlineData("(func block $a loop $b br $a end $b end $a)", "010401600000 03020100 0A0C010A00 0240 0340 0C01 0B0B0B")]
    public void TextBecomesTheseBytes(string text, string hex) =>
        Assert.Equal(Header + hex.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(Assemble(text).Bytes));

    [Theory]
    [InlineData("(func $f) (func $f)")]
    [InlineData("(func (local $x i32) (local $x i64))")]
    [InlineData("(func) (import \"a\" \"b\" (func))")]
    [InlineData("(type (func (param i32))) (func (type 0) (result i32))")]
    [InlineData("(func (i32.load align=3 (i32.const 0)))")]
    [InlineData("(func (br $nowhere))")]
    [InlineData("(func i32.const 0x1_0000_0000)")]
    [InlineData("(func block end $x)")]
    [InlineData("(func (i32.bogus))")]
    [InlineData("(func (nop)")]
    public void MalformedTextIsRefused(string text) => Assert.Throws<WastSyntaxException>(() => Assemble(text));

    [Theory]
    [InlineData("(memory i64 1)", Proposal.Memory64)]
    [InlineData("(func (return_call 0))", Proposal.TailCall)]
    [InlineData("(type (struct))", Proposal.Gc)]
    [InlineData("(tag)", Proposal.Exceptions)]
    [InlineData("(func (param v128))", Proposal.Simd)]
    [InlineData("(func (param (ref func)))", Proposal.FunctionReferences)]
    public void LaterProposalsAreNamed(string text, string proposal) =>
        Assert.Equal(proposal, Assert.Throws<LaterProposalException>(() => Assemble(text)).Message);

    [Theory]
    [InlineData("(memory 1) (memory 1)", Proposal.MultiMemory)]
    [InlineData("(memory 1) (func (drop (memory.size 1)))", Proposal.MultiMemory)]
    [InlineData("(memory 1) (func (drop (memory.size 0)))", null)]
    public void LaterProposalsWithABinaryFormAreNoted(string text, string? proposal) => Assert.Equal(proposal, Assemble(text).Later);

    [Fact]
    public void TypedReferencesCanBeReadAsPlainOnes()
    {
        var typed = Nodes("(type $t (func)) (func (param (ref null $t)) (result (ref func)) (ref.null $t))");
        var plain = Nodes("(type $t (func)) (func (param funcref) (result funcref) (ref.null func))");
        Assert.Equal(ModuleAssembler.Assemble(plain).Bytes, ModuleAssembler.Assemble(ReferenceErasure.Apply(typed)).Bytes);
    }

    [Fact]
    public void TagsThatNothingThrowsCanBeLeftOut()
    {
        var tagged = Nodes("(import \"m\" \"t\" (tag $u)) (tag $t (export \"t\") (param i32)) (export \"x\" (tag $t)) (func (export \"f\"))");
        Assert.Equal(Assemble("(func (export \"f\"))").Bytes, ModuleAssembler.Assemble(TagErasure.Apply(tagged)).Bytes);
    }

    private static IReadOnlyList<Node> Nodes(string text) => NodeReader.ReadAll(Encoding.UTF8.GetBytes(text));

    private static AssembledModule Assemble(string text) => ModuleAssembler.Assemble(Nodes(text));
}
