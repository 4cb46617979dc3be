namespace Ludos.Distribution;

/// <summary>How far a publication is. Counted, not estimated.</summary>
/// <param name="Module">What is being published: id and version.</param>
/// <param name="UploadedObjects">Objects of this module that went out.</param>
/// <param name="TotalObjects">Objects that the registry lacked.</param>
/// <param name="UploadedBytes">Their bytes, as sent.</param>
public readonly record struct PublishProgress(string Module, int UploadedObjects, int TotalObjects, long UploadedBytes);

/// <summary>How a publication went.</summary>
/// <param name="Module">Id and version.</param>
/// <param name="Digest">The module's.</param>
/// <param name="WasPublished">Whether exactly this was published before: nothing was changed.</param>
/// <param name="UploadedObjects">Objects that the registry lacked.</param>
/// <param name="UploadedBytes">Bytes that went out for them.</param>
/// <param name="Bundle">The module's bundle with the log's proof: what <c>X.gmod.bundle</c> holds.</param>
public sealed record PublishReport(string Module, Base.Digest Digest, bool WasPublished, int UploadedObjects, long UploadedBytes, byte[] Bundle);
