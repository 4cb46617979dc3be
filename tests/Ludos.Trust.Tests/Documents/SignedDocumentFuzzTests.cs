using System.Text;
using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Ludos.Trust.Tests.Support;
using Xunit;

namespace Ludos.Trust.Tests;

/// <summary>Damaged bundles, certificates, lists, roots, records and notes give a fault or something legal, never anything else; what reads is in its one encoding.</summary>
public sealed class SignedDocumentFuzzTests
{
    private const int Rounds = 4_000;

    private static readonly SignedWorld World = new();

    private static readonly Dictionary<string, (byte[] Good, Func<ReadOnlyMemory<byte>, (byte[]? Again, string? Message)> Read)> Readers = new(StringComparer.Ordinal)
    {
        ["bundle"] = (World.Bundle().ToJson(), bytes => Of(Bundle.Parse(bytes, "fuzz"), bundle => bundle.ToJson())),
        ["certificate"] = (World.Chain()[0].ToJson(), bytes => Of(Certificate.Parse(bytes, "fuzz"), certificate => certificate.ToJson())),
        ["certificate terms"] = (World.Chain()[0].Envelope.Payload.ToArray(), bytes => Of(Certificate.Parse(World.Chain()[0].Envelope with { Payload = bytes.ToArray() }, "fuzz"), certificate => certificate.Envelope.Payload.ToArray())),
        ["statement"] = (World.Bundle().Envelope.Payload.ToArray(), bytes => Of(Statement.Parse(World.Bundle().Envelope with { Payload = bytes.ToArray() }, "fuzz"), statement => statement.ToJson())),
        ["certificates"] = (new CertificateList(World.Chain()).ToJson(), bytes => Of(CertificateList.Parse(bytes, "fuzz"), list => list.ToJson())),
        ["roots"] = (World.Roots.ToJson(), bytes => Of(TrustRoots.Parse(bytes, "fuzz"), roots => roots.ToJson())),
        ["accepted"] = (Accepted(), bytes => Of(AcceptedModules.Parse(bytes, "fuzz"), accepted => accepted.ToJson())),
        ["note"] = (Encoding.UTF8.GetBytes(World.Bundle().Log!.Checkpoint), bytes => Of(SignedNote.Parse(bytes.Span), note => Encoding.UTF8.GetBytes(note.ToString()))),
    };

    public static TheoryData<string> Names => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatReadsIsInItsOneEncoding(string name)
    {
        var (good, read) = Readers[name];
        Assert.Equal(good, read(good).Again);
        var mutations = new Mutations(seed: 79);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = mutations.Of(good);
            var (again, message) = read(damaged);
            if (again is null)
            {
                refused++;
                Assert.NotEmpty(message!);
                Assert.DoesNotContain(message!, char.IsControl);
                continue;
            }

            Assert.True(damaged.AsSpan().SequenceEqual(again), $"round {round}: read, but is written otherwise");
        }

        Assert.InRange(refused, Rounds / 2, Rounds);
    }

    [Theory]
    [InlineData("bundle")]
    [InlineData("note")]
    public void PastFailuresStayFixed(string name)
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", name));
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Null(Readers[name].Read(File.ReadAllBytes(file)).Again));
    }

    private static byte[] Accepted()
    {
        var accepted = new AcceptedModules();
        _ = World.Verifier(accepted).Verify(World.Module, ModuleOrigin.Installed, "x", World.Bundle().ToJson(), SignedWorld.Now).Value;
        return accepted.ToJson();
    }

    private static (byte[]? Again, string? Message) Of<T, TCode>(Result<T, TCode> result, Func<T, byte[]> write)
        where TCode : struct, Enum => result.TryGet(out var value, out var fault) ? (write(value), null) : (null, fault.Message);
}
