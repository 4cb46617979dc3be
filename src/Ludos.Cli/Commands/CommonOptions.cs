using System.CommandLine;

namespace Ludos.Cli.Commands;

internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document instead of text for people." };
}
