namespace Ludos.Distribution;

/// <summary>One object to fetch.</summary>
/// <param name="Object">Which.</param>
/// <param name="Module">The module that needs it: id and version, for messages and for the order.</param>
/// <param name="Path">The file in the module that needs it; empty for the module's own documents.</param>
/// <param name="Seal">The seal by <see cref="ObjectSeal"/>; null = plain. A sealed object is verified when it is opened: only the key can tell what is in it.</param>
public sealed record DownloadItem(ObjectRef Object, string Module, string Path, string? Seal = null);
