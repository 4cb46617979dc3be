using Ludos.Base;
using Ludos.State;
using Ludos.Trust;

namespace Ludos.Runtime.Loading;

/// <summary>A module as a log keeps it.</summary>
/// <param name="Package">The .gmod or wasm that it was loaded from.</param>
/// <param name="Code">Bare wasm that was swapped into it since; null without any.</param>
internal sealed record RecordedModule(LogPart Package, LogPart? Code)
{
    private const int ShownDigits = 12;

    public string Source => Package.Source;

    /// <summary>
    /// The user's own content is what lies where the log says that it came from; bytes that only the log holds are a file that came from elsewhere, and need dev mode.
    /// </summary>
    public Result<(VerifiedModule Package, VerifiedModule? Code), GameErrorCode> Verify(ModuleGate gate)
    {
        if (!Verify(Package, gate).TryGet(out var package, out var fault))
        {
            return fault;
        }

        if (Code is null)
        {
            return (package, (VerifiedModule?)null);
        }

        return Verify(Code, gate).TryGet(out var code, out fault) ? (package, (VerifiedModule?)code) : fault;
    }

    /// <summary>One part that runs, or is to run.</summary>
    public static Result<VerifiedModule, GameErrorCode> Verify(LogPart part, ModuleGate gate)
    {
        var whatLiesThere = Look(part);
        byte[]? bundle = [];
        if (whatLiesThere is null && !ModuleSource.BundleOf(part.Source).TryGet(out bundle, out var unread))
        {
            return unread;
        }

        var origin = whatLiesThere is null ? ModuleSource.OriginOf(part.Source, part.Content.Span) : ModuleOrigin.GmodFile;
        if (gate.Verify(part.Content, origin, part.Source, bundle).TryGet(out var verified, out var untrusted))
        {
            return verified;
        }

        var refused = ModuleGate.Refused(untrusted);
        return whatLiesThere is null
            ? refused
            : refused with { Message = $"{part.Name} ran {Shown(part.Digest)}; {whatLiesThere}.", Mend = "Put that version back, or add --dev to run the bytes that the log carries." };
    }

    /// <summary>Null when the same bytes lie at the source; else what does.</summary>
    private static string? Look(LogPart part)
    {
        if (!Path.IsPathFullyQualified(part.Source) || (!File.Exists(part.Source) && !Directory.Exists(part.Source)))
        {
            return part.Source.Length == 0 ? "where it came from is not known" : $"nothing lies at {part.Source} any more";
        }

        if (!ModuleSource.Bytes(part.Source).TryGet(out var bytes, out var fault))
        {
            return $"{part.Source} cannot be read: {fault.Message.TrimEnd('.')}";
        }

        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        return digest == part.Digest ? null : $"{part.Source} holds {Shown(digest)}";
    }

    private static string Shown(string digest) => digest.Length <= ShownDigits ? digest : digest[..ShownDigits] + "…";
}
