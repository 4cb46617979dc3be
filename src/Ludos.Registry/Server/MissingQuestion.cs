using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Registry.Objects;

namespace Ludos.Registry.Server;

/// <summary>Which of these objects are not there?</summary>
internal sealed record MissingQuestion(ImmutableArray<Digest> Digests, Seal? Seal)
{
    private const int MaxSealLength = ModuleLimits.MaxIdLength + 8;

    public static Result<MissingQuestion, RegistryErrorCode> Parse(ReadOnlyMemory<byte> json) =>
        DocumentFields.TryRead(json, RegistryLimits.MaxQuestionBytes, ["digests", "seal"], Read, out var question, out var problem)
            ? question!
            : new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, $"The question cannot be read: {problem}.");

    private static MissingQuestion Read(DocumentFields fields)
    {
        Seal? seal = null;
        if (fields.Has("seal") && !Seal.TryParse(fields.Text("seal", MaxSealLength), out seal))
        {
            throw new DocumentException("\"seal\" is not ID.GENERATION");
        }

        return new MissingQuestion([.. fields.Texts("digests", RegistryLimits.MaxDigests, Digest.TextLength).Select(text => Digest.TryParse(text, out var digest) ? digest : throw new DocumentException("a digest is not 64 lower-case hexadecimal digits"))], seal);
    }
}
