using Ludos.Base;
using Ludos.Platform;

namespace Ludos.Runtime.Observability;

/// <summary>A game that ended without closing, and where its black box lies.</summary>
public sealed record LostGame(string Path, CrashReport Report);

/// <summary>The folder of black boxes: those of running games, and those that were left behind.</summary>
public static class LostGames
{
    public const string Suffix = ".box";

    /// <summary>Boxes of lost games that are kept; the oldest go.</summary>
    public const int MostKept = 16;

    private const string FolderName = "boxes";

    /// <summary>Where boxes lie; made when absent.</summary>
    public static Result<string, BlackBoxErrorCode> Folder()
    {
        if (!UserFolders.Data().TryGet(out var data, out var fault))
        {
            return new Fault<BlackBoxErrorCode>(BlackBoxErrorCode.Unreadable, fault.Message, fault.Mend);
        }

        var folder = Path.Combine(data, FolderName);
        try
        {
            _ = Directory.CreateDirectory(folder);
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Fault<BlackBoxErrorCode>(BlackBoxErrorCode.Unreadable, $"'{folder}' cannot be made: {failure.Message}", "Check the folder above it.");
        }
    }

    /// <summary>Lost games, newest first. Boxes of games that closed, and more than <see cref="MostKept"/>, are removed.</summary>
    public static IReadOnlyList<LostGame> Find(string folder)
    {
        var lost = new List<LostGame>();
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Suffix))
        {
            if (!BlackBoxReader.Read(path).TryGet(out var report, out _) || report.IsAlive)
            {
                continue;
            }

            if (report.State == BoxState.Closed)
            {
                TryDelete(path);
            }
            else
            {
                lost.Add(new LostGame(path, report));
            }
        }

        lost.Sort((a, b) => b.Report.LastSignUtc.CompareTo(a.Report.LastSignUtc));
        foreach (var old in lost.Skip(MostKept))
        {
            TryDelete(old.Path);
        }

        return [.. lost.Take(MostKept)];
    }

    /// <summary>The box of a running game; null when it keeps none.</summary>
    public static CrashReport? OfProcess(string folder, int processId) => Directory.EnumerateFiles(folder, $"{processId}-*{Suffix}")
        .Select(path => BlackBoxReader.Read(path).TryGet(out var report, out _) ? report : null)
        .FirstOrDefault(report => report is { IsAlive: true });

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Another look at the folder was quicker, or will be.
        }
    }
}
