namespace Ludos.Distribution;

/// <summary>How far a download is. Counted, not estimated.</summary>
/// <param name="DoneObjects">Objects verified and kept, those that were here before included.</param>
/// <param name="TotalObjects">Objects of the plan.</param>
/// <param name="DoneBytes">Plain bytes of the done objects.</param>
/// <param name="TotalBytes">Plain bytes of the plan.</param>
/// <param name="ReceivedBytes">Bytes that came over the link, bodies only: also of tries that failed.</param>
/// <param name="Latest">What was done last; null before.</param>
public readonly record struct DownloadProgress(int DoneObjects, int TotalObjects, long DoneBytes, long TotalBytes, long ReceivedBytes, DownloadItem? Latest = null);
