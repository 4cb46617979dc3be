using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A signature line of a note: who is said to have signed, the key's id, and the bytes.</summary>
public sealed record NoteSignature(string Name, uint KeyHash, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// C2SP's signed note: text, an empty line, and signature lines. Immutable. Signatures of unknown keys are kept and passed over, as the format asks;
/// one that a known key made must hold.
/// </summary>
/// <param name="Text">Ends with a line feed; this is what is signed.</param>
/// <param name="Signatures">At least one.</param>
public sealed record SignedNote(string Text, ImmutableArray<NoteSignature> Signatures)
{
    private const string LineStart = "\u2014 ";
    private const int KeyHashBytes = 4;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Signs a text.</summary>
    /// <param name="text">Ends with a line feed, without control characters but line feeds.</param>
    /// <param name="name">By <see cref="NoteVerifier.IsName"/>.</param>
    /// <exception cref="ArgumentException">The text or the name cannot stand in a note.</exception>
    public static Result<SignedNote, SignErrorCode> Sign(string text, string name, ISigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        if (!IsText(text) || !NoteVerifier.IsName(name))
        {
            throw new ArgumentException("The text must end with a line feed and have no other control characters; the name must have no space and no '+'.", nameof(text));
        }

        return signer.Sign(SigningContext.Checkpoint, Strict.GetBytes(text)).TryGet(out var signature, out var fault)
            ? new SignedNote(text, [new NoteSignature(name, new NoteVerifier(name, signer.PublicKey).KeyHash, signature)])
            : fault;
    }

    /// <summary>Reads a note. Nothing is verified yet.</summary>
    /// <param name="note">The whole note, at most <see cref="TrustLimits.MaxNoteBytes"/> of UTF-8.</param>
    public static Result<SignedNote, TransparencyErrorCode> Parse(ReadOnlySpan<byte> note)
    {
        if (note.Length > TrustLimits.MaxNoteBytes)
        {
            return Bad($"has {note.Length} bytes; it may have {TrustLimits.MaxNoteBytes}");
        }

        try
        {
            return Parse(Strict.GetString(note));
        }
        catch (ArgumentException)
        {
            return Bad("is not UTF-8");
        }
    }

    /// <summary>Holds the note against keys.</summary>
    /// <param name="known">Keys that count, by name and id.</param>
    /// <returns>Those of them that signed, at least one; or <see cref="TransparencyErrorCode.NotSigned"/> or <see cref="TransparencyErrorCode.Forged"/>.</returns>
    public Result<ImmutableArray<NoteVerifier>, TransparencyErrorCode> SignersAmong(IEnumerable<NoteVerifier> known)
    {
        var message = Strict.GetBytes(Text);
        var signers = ImmutableArray.CreateBuilder<NoteVerifier>();
        foreach (var key in known)
        {
            foreach (var signature in Signatures.Where(signature => signature.Name == key.Name && signature.KeyHash == key.KeyHash))
            {
                if (!key.Key.Verify(message, signature.Bytes.Span))
                {
                    return new Fault<TransparencyErrorCode>(TransparencyErrorCode.Forged, $"The note's signature by {key.Name} does not hold.", "It was changed after it was signed; fetch it again.");
                }

                signers.Add(key);
            }
        }

        return signers.Count > 0
            ? signers.DrainToImmutable()
            : new Fault<TransparencyErrorCode>(TransparencyErrorCode.NotSigned, $"The note is signed by {ForeignText.Printable(string.Join(", ", Signatures.Select(signature => signature.Name)))}; none of these is a log that is trusted here.", "Get the module from a registry that you use.");
    }

    /// <summary>The note as text: what <see cref="Parse(ReadOnlySpan{byte})"/> reads, in UTF-8.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            var bytes = new byte[KeyHashBytes + signature.Bytes.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyHash);
            signature.Bytes.Span.CopyTo(bytes.AsSpan(KeyHashBytes));
            text.Append(LineStart).Append(signature.Name).Append(' ').Append(Convert.ToBase64String(bytes)).Append('\n');
        }

        return text.ToString();
    }

    private static Result<SignedNote, TransparencyErrorCode> Parse(string note)
    {
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !note.EndsWith('\n'))
        {
            return Bad("has no signatures after an empty line");
        }

        var text = note[..(split + 1)];
        if (!IsText(text))
        {
            return Bad("has a control character in its text");
        }

        var signatures = ImmutableArray.CreateBuilder<NoteSignature>();
        foreach (var line in note[(split + 2)..].Split('\n')[..^1])
        {
            if (signatures.Count == TrustLimits.MaxSignatures || Signature(line) is not { } signature)
            {
                return Bad($"has a signature line {signatures.Count + 1} that is none, or too many");
            }

            signatures.Add(signature);
        }

        return signatures.Count == 0 ? Bad("has no signatures") : new SignedNote(text, signatures.DrainToImmutable());
    }

    private static NoteSignature? Signature(string line)
    {
        if (!line.StartsWith(LineStart, StringComparison.Ordinal) || line[LineStart.Length..].Split(' ') is not [var name, var base64] || !NoteVerifier.IsName(name))
        {
            return null;
        }

        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length > KeyHashBytes && Convert.ToBase64String(bytes.AsSpan(0, length)) == base64
            ? new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(KeyHashBytes, length - KeyHashBytes))
            : null;
    }

    private static bool IsText(string text) => text is not null && text.EndsWith('\n') && !text.Any(letter => letter != '\n' && char.IsControl(letter));

    private static Fault<TransparencyErrorCode> Bad(string problem) => new(TransparencyErrorCode.Malformed, $"The note {problem}.", "Fetch it again.");
}
