namespace Ludos.Wasm;

/// <summary>How full a cache of code is.</summary>
/// <param name="Files">Cached parts of modules.</param>
/// <param name="Bytes">That they take.</param>
/// <param name="QuotaBytes">That they may take.</param>
public readonly record struct CodeCacheUse(int Files, long Bytes, long QuotaBytes);
