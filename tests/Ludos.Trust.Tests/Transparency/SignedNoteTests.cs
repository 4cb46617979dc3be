using System.Text;
using Ludos.Base;
using Ludos.Trust.Tests.Support;
using Xunit;

namespace Ludos.Trust.Tests;

public sealed class SignedNoteTests
{
    private const string KnownKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    /// <summary>The example that the format's first implementation documents.</summary>
    private const string KnownNote =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
        "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static readonly SignedWorld World = new();

    [Fact]
    public void AKnownNoteIsVerified()
    {
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(KnownNote)).Value;
        var key = NoteVerifier.Parse(KnownKey)!;

        Assert.Equal(KnownKey, key.ToString());
        Assert.Equal(0xc74f20a3, key.KeyHash);
        Assert.Equal(key, Assert.Single(note.SignersAmong([key]).Value));
        Assert.Equal(KnownNote, note.ToString());
    }

    /// <summary>A public log's key: the id is computed, not read.</summary>
    [Theory]
    [InlineData("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8", 0x033de0ae)]
    [InlineData("EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop", 0xaf0cfe78)]
    public void KeyIdsAreAsTheSpecificationComputesThem(string text, uint hash) => Assert.Equal(hash, NoteVerifier.Parse(text)!.KeyHash);

    [Theory]
    [InlineData("")]
    [InlineData("a+b")]
    [InlineData("sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")]
    [InlineData("sum.golang.org+033de0ae+As4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")]
    public void OtherKeysAreNone(string text) => Assert.Null(NoteVerifier.Parse(text));

    [Fact]
    public void EveryChangedByteIsFound()
    {
        var good = Encoding.UTF8.GetBytes(KnownNote);
        var key = NoteVerifier.Parse(KnownKey)!;
        for (var at = 0; at < good.Length; at++)
        {
            byte[] bad = [.. good];
            bad[at] ^= 1;

            Assert.False(SignedNote.Parse(bad).TryGet(out var note, out _) && note.SignersAmong([key]).IsOk, $"byte {at}");
        }
    }

    /// <summary>Witnesses may add their lines; a line of the log's own key must hold.</summary>
    [Fact]
    public void UnknownSignaturesArePassedOver()
    {
        var checkpoint = new Checkpoint(SignedWorld.LogOrigin, 5, TreeHash.Empty);
        var note = checkpoint.Sign(World.Log).Value;
        var witnessed = note with { Signatures = [.. note.Signatures, new NoteSignature("witness.example", 5, new byte[64])] };

        Assert.Equal(checkpoint, Checkpoint.Open(Encoding.UTF8.GetBytes(witnessed.ToString()), World.Roots.Logs).Value);
        var forged = note with { Text = checkpoint.ToText().Replace("\n5\n", "\n6\n", StringComparison.Ordinal) };
        Assert.Equal(TransparencyErrorCode.Forged, Checkpoint.Open(Encoding.UTF8.GetBytes(forged.ToString()), World.Roots.Logs).Fault?.Code);
        var stranger = checkpoint.Sign(World.Stranger).Value;
        Assert.Equal(TransparencyErrorCode.NotSigned, Checkpoint.Open(Encoding.UTF8.GetBytes(stranger.ToString()), World.Roots.Logs).Fault?.Code);
        var elsewhere = new Checkpoint("other.example", 5, TreeHash.Empty).Sign(World.Log).Value;
        Assert.Equal(TransparencyErrorCode.NotSigned, Checkpoint.Open(Encoding.UTF8.GetBytes(elsewhere.ToString()), World.Roots.Logs).Fault?.Code);
    }

    [Theory]
    [InlineData("a\n5\n", false)]
    [InlineData("a\n05\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", false)]
    [InlineData("a\n-5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", false)]
    [InlineData("a\n99999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", false)]
    [InlineData("a\n5\n47DEQpj8HBSa\n", false)]
    [InlineData("a\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", false)]
    [InlineData("a\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", false)]
    [InlineData("\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", false)]
    [InlineData("a\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n", false)]
    [InlineData("a\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", true)]
    [InlineData("a\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n", true)]
    public void CheckpointsAreReadStrictly(string text, bool isRead) => Assert.Equal(isRead, Checkpoint.Parse(text).IsOk);

    [Fact]
    public void WhatCannotStandInANoteIsNotSigned()
    {
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("no line end", "a", World.Log));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("a\rb\n", "a", World.Log));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("a\n", "a b", World.Log));
        Assert.Equal(SignErrorCode.WrongForm, SignedNote.Sign("{\"_type\":1}\n", "a", World.Log).Fault?.Code);
    }
}
