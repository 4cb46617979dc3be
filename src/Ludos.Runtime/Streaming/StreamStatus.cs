namespace Ludos.Runtime;

/// <summary>How far a running game is with its next version, at one moment. Bytes are counted, rates measured in this process.</summary>
/// <param name="Stage">A <see cref="StreamStage"/>, in camel case.</param>
/// <param name="Set">The installed set; empty while nothing was found yet.</param>
/// <param name="DoneBytes">Plain bytes that are here and verified.</param>
/// <param name="TotalBytes">Plain bytes of what was to be fetched.</param>
/// <param name="ReceivedBytes">Bytes that came over the link.</param>
/// <param name="BytesPerSecond">Over the link, in the last second.</param>
/// <param name="CapBytesPerSecond">What it is held to.</param>
/// <param name="CapReason">A <see cref="Ludos.Distribution.CapReason"/>, in camel case.</param>
/// <param name="CapText">One sentence with the figures that the cap was decided on.</param>
/// <param name="Latest">What came last: module and path; empty before.</param>
/// <param name="Near">The place in the game's world that is fetched first; null without one.</param>
/// <param name="Reorders">How often what waits was put in order anew because the player moved.</param>
/// <param name="Problem">Why it waits, failed, was put into quarantine or needs a start; null otherwise.</param>
public sealed record StreamStatus(
    string Stage,
    string Set,
    string FromVersion,
    string ToVersion,
    int DoneObjects,
    int TotalObjects,
    long DoneBytes,
    long TotalBytes,
    long ReceivedBytes,
    double BytesPerSecond,
    long CapBytesPerSecond,
    string CapReason,
    string CapText,
    string Latest,
    string? Near,
    int Reorders,
    string? Problem)
{
    /// <summary>0 to 100.</summary>
    public double Percent => TotalBytes == 0 ? 0 : 100.0 * DoneBytes / TotalBytes;
}
