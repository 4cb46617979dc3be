namespace Ludos.Store;

/// <summary>What one collection did.</summary>
/// <param name="RemovedObjects">Copies that are gone: not held, damaged, or held twice.</param>
/// <param name="FreedBytes">By how much the packs shrank together; negative when a crash is being tidied up after.</param>
/// <param name="CopiedBytes">Bytes that had to be copied for it.</param>
/// <param name="EndedHolders">Holders that had expired.</param>
/// <param name="IsDone">False when it stopped at <see cref="CollectOptions.MaxCopiedBytes"/>.</param>
public sealed record CollectReport(int RemovedObjects, long FreedBytes, long CopiedBytes, IReadOnlyList<string> EndedHolders, bool IsDone);
