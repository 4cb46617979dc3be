using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ludos.Cli;

/// <summary>The standard help text, followed by the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction standard) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var result = standard.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        var examples = Examples.Of(command.Name, parent is null or RootCommand ? null : parent.Name);
        if (examples.Count > 0)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var (line, meaning) in examples)
            {
                output.WriteLine($"  {line}");
                output.WriteLine($"      {meaning}");
            }

            output.WriteLine();
        }

        return result;
    }
}
