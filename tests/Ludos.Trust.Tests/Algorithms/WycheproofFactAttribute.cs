using Xunit;

namespace Ludos.Trust.Tests.Algorithms;

/// <summary>A fact that needs a file of public vectors: skipped, by name, reason and count, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WycheproofFactAttribute : FactAttribute
{
    /// <param name="count">How many vectors the file has; the test asserts it.</param>
    public WycheproofFactAttribute(string file, int count)
    {
        if (Wycheproof.Folder is null || !System.IO.File.Exists(Path.Combine(Wycheproof.Folder, file)))
        {
            Skip = Wycheproof.SkipReason(file, count);
        }

        (File, Count) = (file, count);
    }

    public string File { get; }

    public int Count { get; }
}
