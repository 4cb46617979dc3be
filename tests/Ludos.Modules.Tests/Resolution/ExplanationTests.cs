using System.Globalization;
using Ludos.Base;
using Xunit;
using static Ludos.Modules.Tests.CatalogueText;

namespace Ludos.Modules.Tests;

/// <summary>Refusals, word for word: they are what people get to read.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public void TwoThatWantDifferentVersions() => Tells(
        "a (,); b [1.0.0,2.0.0)",
        """
        a 2.0.0 -> b [3.0.0,)
        b 1.0.0
        b 3.0.0
        """,
        """
        Because a 2.0.0 depends on b [3.0.0,) and pond depends on any version of a, pond needs b 3.0.0.
        And because pond depends on b [1.0.0,2.0.0), pond cannot have what it asks for.
        """);

    [Fact]
    public void EveryVersionOfOneIsLedIntoTheOther() => Tells(
        "menu (,); icons [1.0.0]",
        """
        menu 1.0.0 -> drop [2.0.0]
        menu 1.1.0 -> drop [2.0.0]
        menu 1.5.0 -> drop [2.3.0]
        drop 1.8.0 -> icons [1.0.0]
        drop 2.0.0 -> icons [2.0.0]
        drop 2.3.0 -> icons [2.0.0]
        icons 1.0.0
        icons 2.0.0
        """,
        """
        Because menu [1.0.0,1.1.0] depends on drop [2.0.0] and menu 1.5.0 depends on drop [2.3.0], every version of menu needs drop [2.0.0,2.3.0].
        And because drop [2.0.0,2.3.0] depends on icons [2.0.0], every version of menu needs icons 2.0.0.
        And because pond depends on any version of menu and pond depends on icons [1.0.0], pond cannot have what it asks for.
        """);

    [Fact]
    public void AConclusionThatIsCalledBackHasANumber() => Tells(
        "foo [1.0.0,2.0.0)",
        """
        foo 1.0.0 -> a [1.0.0]; b [1.0.0]
        foo 1.1.0 -> x [1.0.0]; y [1.0.0]
        a 1.0.0 -> b [2.0.0]
        b 1.0.0
        b 2.0.0
        x 1.0.0 -> y [2.0.0]
        y 1.0.0
        y 2.0.0
        """,
        """
        Because a 1.0.0 depends on b [2.0.0] and foo 1.0.0 depends on a [1.0.0], foo 1.0.0 needs b 2.0.0.
        And because foo 1.0.0 depends on b [1.0.0], foo 1.0.0 cannot be used. (1)
        Because x 1.0.0 depends on y [2.0.0] and foo 1.1.0 depends on x [1.0.0], foo 1.1.0 needs y 2.0.0.
        And because foo 1.1.0 depends on y [1.0.0], foo 1.1.0 cannot be used.
        And because foo 1.0.0 cannot be used (1), no version of foo can be used.
        And because pond depends on foo [1.0.0,2.0.0), pond cannot have what it asks for.
        """);

    [Theory]
    [InlineData("fish [2.0.0,)", "fish 1.0.0\nfish 1.5.0", "Because pond depends on fish [2.0.0,), of which there are only [1.0.0,1.5.0], pond cannot have what it asks for.", "Loosen one of the ranges, or leave one of the modules out.")]
    [InlineData("fish [2.0.0,)", "fish 1.0.0", "Because pond depends on fish [2.0.0,), of which there is only 1.0.0, pond cannot have what it asks for.", "Loosen one of the ranges, or leave one of the modules out.")]
    [InlineData("fihs (,)", "fish 1.0.0", "Because pond depends on any version of fihs, which does not exist, pond cannot have what it asks for.", "Check the spelling of fihs.")]
    [InlineData("fish (,)", "fish 1.0.0-rc.1", "Because pond depends on any version of fish, of which there are only prereleases, pond cannot have what it asks for.", "fish has prereleases in (,): allow prereleases to take one.")]
    [InlineData("fish [1.0.0]", "fish 1.0.0!\nfish 2.0.0", "Because pond depends on fish [1.0.0], of which 1.0.0 was yanked (it lost saved games), pond cannot have what it asks for.", "Loosen one of the ranges, or leave one of the modules out.")]
    public void WhatIsNotThereIsSaidWithWhatCanBeDone(string roots, string lines, string message, string mend)
    {
        Fault<ResolveErrorCode> fault = Resolve(roots, lines).Fault!;

        Assert.Equal((ResolveErrorCode.Unsolvable, message, mend), (fault.Code, fault.Message, fault.Mend));
    }

    /// <summary>Each layer needs one of two, which need the other of the next: the reasons are many, what is told stays bounded.</summary>
    [Fact]
    public void ALongChainIsToldWithinABound()
    {
        const int depth = 400;
        IEnumerable<string> lines = Enumerable.Range(0, depth).SelectMany(at => new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"m{at} 1.0.0 -> m{at + 1} [1.0.0]"),
            string.Create(CultureInfo.InvariantCulture, $"m{at} 2.0.0 -> m{at + 1} [2.0.0]"),
        });

        string message = Solve("m0 (,)", string.Join('\n', lines));

        Assert.InRange(message.Split('\n').Length, 2, ResolutionLimits.MaxExplanationLines + 1);
        Assert.EndsWith("pond cannot have what it asks for.", message, StringComparison.Ordinal);
    }

    private static void Tells(string roots, string lines, string expected) => Assert.Equal(expected, Solve(roots, lines));
}
