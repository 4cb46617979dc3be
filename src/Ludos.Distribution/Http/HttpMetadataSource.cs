using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>Metadata of a repository behind a URL. Thread-safe.</summary>
/// <param name="http">Not disposed here.</param>
/// <param name="folder">The address that metadata files lie below, with or without a slash at its end.</param>
public sealed class HttpMetadataSource(BoundedHttp http, Uri folder) : IMetadataSource
{
    public async ValueTask<Result<byte[], TufErrorCode>> Fetch(string name, int maxBytes, CancellationToken cancellation)
    {
        var fetched = await http.Get(RepositoryAddress.Below(folder, name), maxBytes, cancellation).ConfigureAwait(false);
        return fetched.TryGet(out var bytes, out var fault) ? bytes : new Fault<TufErrorCode>(CodeOf(fault.Code), fault.Message, fault.Mend);
    }

    /// <summary>The transport's fault as the metadata client names it.</summary>
    public static TufErrorCode CodeOf(HttpErrorCode code) => code switch
    {
        HttpErrorCode.NotFound => TufErrorCode.NotFound,
        HttpErrorCode.TooLarge => TufErrorCode.TooLarge,
        HttpErrorCode.TooSlow => TufErrorCode.TooSlow,
        _ => TufErrorCode.Unreachable,
    };
}
