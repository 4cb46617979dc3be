using Xunit;

namespace Ludos.Platform.Tests;

/// <summary>A test that only root can run; anyone else sees it skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute(string because)
    {
        Because = because;
        Skip = Environment.IsPrivilegedProcess ? null : $"Needs root: {because}.";
    }

    public string Because { get; }
}
