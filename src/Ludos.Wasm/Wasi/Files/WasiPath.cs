using System.Text;

namespace Ludos.Wasm.Wasi;

/// <summary>A relative path that has been checked: UTF-8, no NUL, within the limits, not absolute. It may still lead up by "..".</summary>
public sealed class WasiPath
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private WasiPath(string text, string parent, string? name, bool mustBeDirectory)
    {
        Text = text;
        Parent = parent;
        Name = name;
        MustBeDirectory = mustBeDirectory;
    }

    /// <summary>The whole of it, as given.</summary>
    public string Text { get; }

    /// <summary>What comes before the last name; empty when nothing does.</summary>
    public string Parent { get; }

    /// <summary>The last name; null when that is "." or "..".</summary>
    public string? Name { get; }

    /// <summary>It ends with a slash, "." or "..".</summary>
    public bool MustBeDirectory { get; }

    /// <summary>The same without slashes at its end.</summary>
    public WasiPath Trimmed => MustBeDirectory && Name is not null ? new WasiPath(Text.TrimEnd('/'), Parent, Name, false) : this;

    public static WasiErrno Parse(ReadOnlySpan<byte> utf8, WasiLimits limits, out WasiPath? path)
    {
        ArgumentNullException.ThrowIfNull(limits);
        path = null;
        var refusal = utf8.Length == 0 ? WasiErrno.Noent
            : utf8.Length > limits.MaxPathBytes ? WasiErrno.Nametoolong
            : utf8.Contains((byte)0) ? WasiErrno.Inval
            : utf8[0] == (byte)'/' ? WasiErrno.Notcapable
            : WasiErrno.Success;
        if (refusal != WasiErrno.Success)
        {
            return refusal;
        }

        foreach (var range in utf8.Split((byte)'/'))
        {
            if (utf8[range].Length > limits.MaxNameBytes)
            {
                return WasiErrno.Nametoolong;
            }
        }

        try
        {
            path = Split(StrictUtf8.GetString(utf8));
            return WasiErrno.Success;
        }
        catch (DecoderFallbackException)
        {
            return WasiErrno.Ilseq;
        }
    }

    private static WasiPath Split(string text)
    {
        var trimmed = text.TrimEnd('/');
        var slash = trimmed.LastIndexOf('/');
        var last = trimmed[(slash + 1)..];
        var isName = last is not ("." or "..");
        return new WasiPath(text, slash < 0 ? "" : trimmed[..slash], isName ? last : null, !isName || trimmed.Length < text.Length);
    }
}
