using System.Text.Json;
using System.Text.Unicode;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// A metadata file, taken apart: the bytes that its signatures cover, the signatures, and the signed object still unread. Whose signatures
/// count is not known yet. Owns the parsed JSON until disposed.
/// </summary>
internal sealed class TufFile : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = TufLimits.MaxJsonDepth, AllowDuplicateProperties = false };

    private readonly JsonDocument _document;

    private TufFile(JsonDocument document, TufNode signed, IReadOnlyDictionary<string, byte[]> signatures)
    {
        _document = document;
        Signed = signed;
        Signatures = signatures;
        SignedBytes = CanonicalJson.Of(signed.Element);
    }

    public TufNode Signed { get; }

    /// <summary>By key identifier; one that is not hexadecimal is empty, and verifies under no key.</summary>
    public IReadOnlyDictionary<string, byte[]> Signatures { get; }

    public byte[] SignedBytes { get; }

    /// <summary>Takes a file apart, or says what is wrong with its form.</summary>
    /// <param name="bytes">Not kept changed: the caller leaves them alone until this is disposed.</param>
    public static Result<TufFile, TufErrorCode> Open(ReadOnlyMemory<byte> bytes)
    {
        JsonDocument? document = null;
        try
        {
            if (!Utf8.IsValid(bytes.Span))
            {
                return new Fault<TufErrorCode>(TufErrorCode.BadJson, "The metadata is not UTF-8.");
            }

            document = JsonDocument.Parse(bytes, Strict);
            var root = new TufNode(document.RootElement, "metadata");
            return new TufFile(document, root.Required("signed"), ReadSignatures(root.Required("signatures")));
        }
        catch (TufDocumentException problem)
        {
            document?.Dispose();
            return problem.Fault;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            document?.Dispose();
            return new Fault<TufErrorCode>(TufErrorCode.BadJson, $"The metadata is not JSON of the form that is signed: {problem.Message}");
        }
    }

    public void Dispose() => _document.Dispose();

    private static Dictionary<string, byte[]> ReadSignatures(TufNode list)
    {
        var signatures = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var item in list.Items(TufLimits.MaxKeys))
        {
            var signature = new TufNode(item, "signatures");
            var keyId = signature.Required("keyid").Text(TufLimits.MaxKeyLength);
            if (!signatures.TryAdd(keyId, FromHex(signature.Required("sig").Text(TufLimits.MaxSignatureLength))))
            {
                throw new TufDocumentException(TufErrorCode.DuplicateSignature, $"The key {TufNode.Printable(keyId)} signs twice.");
            }
        }

        return signatures;
    }

    private static byte[] FromHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : [];
}
