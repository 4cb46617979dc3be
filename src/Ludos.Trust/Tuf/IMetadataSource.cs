using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Where metadata comes from. Nothing that it returns is believed. Thread-safe.</summary>
public interface IMetadataSource
{
    /// <summary>One metadata file.</summary>
    /// <param name="name">Its name in the repository, escaped for a path segment of a URL: <c>2.root.json</c>, <c>timestamp.json</c>, <c>7.dev-anna.json</c>.</param>
    /// <param name="maxBytes">No more bytes than this are read.</param>
    /// <returns>At most <paramref name="maxBytes"/> bytes; else <see cref="TufErrorCode.NotFound"/>, <see cref="TufErrorCode.TooLarge"/>,
    /// <see cref="TufErrorCode.TooSlow"/> or <see cref="TufErrorCode.Unreachable"/>.</returns>
    ValueTask<Result<byte[], TufErrorCode>> Fetch(string name, int maxBytes, CancellationToken cancellation);
}
