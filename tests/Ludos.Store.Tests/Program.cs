namespace Ludos.Store.Tests;

/// <summary>The test assembly started as a program: a process that puts objects until it is killed.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => Crashes.PuttingChild.Run(arguments);
}
