using Xunit;

namespace Ludos.Projections.Wasm4.Tests;

/// <summary>A test over the shared conformance data; skipped, by name and reason, where the data is not there.</summary>
public sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute()
    {
        if (Folder is null)
            Skip = "The conformance data is not there: set LUDOS_CONFORMANCE, or put it at ../shared/conformance.";
    }

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("LUDOS_CONFORMANCE");
        if (!string.IsNullOrEmpty(named) && Directory.Exists(named))
            return named;
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string beside = Path.Combine(at.FullName, "..", "shared", "conformance");
            if (File.Exists(Path.Combine(at.FullName, "Ludos.slnx")))
                return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
        }
        return null;
    }
}
