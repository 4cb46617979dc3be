using Ludos.Base;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>Where objects come from: a registry, a mirror, a folder. Nothing that it says is believed. Thread-safe.</summary>
public interface IObjectSource
{
    /// <summary>For messages: an address or a path.</summary>
    string Name { get; }

    /// <summary>Begins to send an object.</summary>
    /// <param name="wanted">Which one.</param>
    /// <param name="resume">What is here already of an earlier answer of this source; null = nothing.</param>
    /// <returns>The answer, whose body is not read yet. It begins at <paramref name="resume"/> or, where that representation is gone, at zero.</returns>
    ValueTask<Result<ObjectReply, SourceErrorCode>> Open(DownloadItem wanted, ResumePoint? resume, CancellationToken cancellation);
}

/// <summary>How much of which representation is here.</summary>
/// <param name="Coding">Its coding.</param>
/// <param name="Validator">The strong validator that names the representation (HTTP's ETag).</param>
/// <param name="OffsetBytes">Bytes of it that are here, from its beginning.</param>
public sealed record ResumePoint(ObjectEncoding Coding, string Validator, long OffsetBytes);
