using System.Text;
using System.Text.Json.Nodes;
using Ludos.Distribution.Tests.Support;
using NuGet.Versioning;

namespace Ludos.Distribution.Tests.Releases;

public sealed class DocumentTests
{
    [Fact]
    public void A_release_reads_as_it_was_written()
    {
        var bytes = Documents.Release.Write();
        var read = Release.Parse(bytes, "release").Value;
        Assert.Equal(bytes, read.Write());
        Assert.Equal(Documents.Release.Patches.AsEnumerable(), read.Patches.AsEnumerable());
        Assert.Equal(Documents.Release.Protected!.Paths.AsEnumerable(), read.Protected!.Paths.AsEnumerable());
        Assert.Equal(read.Module.Digest, read.Head.Digest);
        var plain = Documents.Release with { Protected = null, Patches = [] };
        Assert.Null(Release.Parse(plain.Write(), "release").Value.Protected);
    }

    [Fact]
    public void An_index_reads_as_it_was_written()
    {
        var bytes = Documents.Index.Write();
        var read = ModuleIndex.Parse(bytes, "index").Value;
        Assert.Equal(bytes, read.Write());
        Assert.Equal("1.1.0", read.Newest!.Version.ToString());
        Assert.Equal("taken back: loses fish", read.Find(SemanticVersion.Parse("1.0.0"))!.Yanked);
        Assert.Equal("shoal.flock.json", read.TargetName);
    }

    [Fact]
    public void An_index_grows_upwards_only()
    {
        var index = Documents.Index;
        Assert.Equal(4, index.With(Documents.Version("1.2.0", null)).Versions.Length);
        Assert.Throws<ArgumentException>(() => index.With(Documents.Version("1.1.0", null)));
        Assert.Throws<ArgumentException>(() => index.With(Documents.Version("1.2.0-beta.1+other", null)));
        var yanked = index.Yank(SemanticVersion.Parse("1.1.0"), "no reason");
        Assert.Equal("1.2.0-beta.1", yanked.Newest!.Version.ToString());
        Assert.True(ModuleIndex.Parse(yanked.Write(), "index").IsOk);
    }

    [Theory]
    [InlineData("type", "\"ludos.release/v2\"", "\"type\" must be \"ludos.release/v1\"")]
    [InlineData("id", "\"Shoal\"", "\"id\" is \"Shoal\", not a lower-case name")]
    [InlineData("publisher", "\"../etc\"", "\"publisher\" is \"../etc\", not a publisher's name")]
    [InlineData("version", "\"1.0\"", "not a semantic version")]
    [InlineData("version", "\"1.0.0-01\"", "not a semantic version")]
    [InlineData("patches", "[{\"path\":\"../x\",\"from\":\"\",\"codec\":\"zstd\",\"object\":\"\",\"sizeBytes\":1}]", "a path is \"../x\", which")]
    [InlineData("patches", "7", "\"patches\" is not a list")]
    [InlineData("protected", "{\"paths\":[],\"keyGeneration\":1}", "\"protected.paths\" is empty")]
    [InlineData("protected", "{\"paths\":[\"b\",\"a\"],\"keyGeneration\":1}", "out of order")]
    [InlineData("head", "{\"sizeBytes\":70001}", "\"head.sizeBytes\" is not a whole number from 1 to 70000")]
    [InlineData("map", "{\"digest\":\"AB\",\"sizeBytes\":1}", "\"map.digest\" is not a SHA-256")]
    [InlineData("extra", "1", "unknown field \"extra\"")]
    public void A_release_with_a_bad_field_is_refused_by_name(string field, string json, string message)
    {
        var document = JsonNode.Parse(Documents.Release.Write())!.AsObject();
        document[field] = JsonNode.Parse(json);
        var fault = Release.Parse(Encoding.UTF8.GetBytes(document.ToJsonString()), "release").Fault!;
        Assert.Equal(DocumentErrorCode.Malformed, fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_is_needed_and_none_may_come_twice()
    {
        foreach (var document in (byte[][])[Documents.Release.Write(), Documents.Index.Write()])
        {
            var root = JsonNode.Parse(document)!.AsObject();
            foreach (var field in root.Select(field => field.Key).ToList())
            {
                var less = JsonNode.Parse(document)!.AsObject();
                less.Remove(field);
                Assert.Equal(DocumentErrorCode.Malformed, Either(Encoding.UTF8.GetBytes(less.ToJsonString())));
            }

            Assert.Equal(DocumentErrorCode.Malformed, Either([.. "{\"type\":\"x\","u8, .. document.AsSpan(1)]));
            Assert.Equal(DocumentErrorCode.Malformed, Either([.. document, (byte)'x']));
            Assert.Equal(DocumentErrorCode.Malformed, Either(document[..^1]));
        }
    }

    [Fact]
    public void Versions_out_of_order_are_refused()
    {
        var index = Documents.Index with { Versions = [Documents.Version("1.1.0", null), Documents.Version("1.0.0", null)] };
        Assert.Contains("\"versions[1]\" is out of order", ModuleIndex.Parse(index.Write(), "index").Fault!.Message, StringComparison.Ordinal);
        var same = Documents.Index with { Versions = [Documents.Version("1.1.0+a", null), Documents.Version("1.1.0+b", null)] };
        Assert.False(ModuleIndex.Parse(same.Write(), "index").IsOk);
    }

    [Fact]
    public void Large_documents_are_refused_unread()
    {
        Assert.Equal(DocumentErrorCode.TooLarge, Release.Parse(new byte[DistributionLimits.MaxReleaseBytes + 1], "release").Fault!.Code);
        Assert.Equal(DocumentErrorCode.TooLarge, ModuleIndex.Parse(new byte[DistributionLimits.MaxIndexBytes + 1], "index").Fault!.Code);
    }

    /// <summary>The fault of whichever document it claims to be; both must refuse.</summary>
    private static DocumentErrorCode Either(byte[] bytes)
    {
        var code = Release.Parse(bytes, "document").Fault!.Code;
        Assert.Equal(code, ModuleIndex.Parse(bytes, "document").Fault!.Code);
        return code;
    }
}
