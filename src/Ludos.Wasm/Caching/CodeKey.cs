using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ludos.Wasm.Caching;

/// <summary>Which code it is: the module's bytes, the options, the limits that it was checked against, and the part of the module.</summary>
internal sealed class CodeKey
{
    private CodeKey(byte[] digest)
    {
        Digest = digest;
        FileName = Convert.ToHexStringLower(digest) + FileSuffix;
    }

    public const string FileSuffix = ".il";

    public byte[] Digest { get; }

    public string FileName { get; }

    /// <param name="options">As they were met: the tier that is really used.</param>
    public static CodeKey Of(WasmModule module, CompileOptions options, int chunk)
    {
        // A record's text holds all its properties, so an option that is added later counts by itself. When code is made does not change it.
        var settings = string.Create(CultureInfo.InvariantCulture, $"{options with { Cache = null, Mode = default }}\n{module.Contents.Limits}\n{chunk}");
        return new CodeKey(SHA256.HashData([.. module.Digest, .. Encoding.UTF8.GetBytes(settings)]));
    }
}
