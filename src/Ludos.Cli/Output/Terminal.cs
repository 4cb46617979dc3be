using Spectre.Console;

namespace Ludos.Cli.Output;

/// <summary>Messages for people: on standard error, coloured only on a terminal and when NO_COLOR is not set.</summary>
internal static class Terminal
{
    private static readonly Lazy<IAnsiConsole> Stderr = new(() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        ColorSystem = IsPlain(Console.IsErrorRedirected) ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Ansi = IsPlain(Console.IsErrorRedirected) ? AnsiSupport.No : AnsiSupport.Detect,
    }));

    /// <summary>Wide enough that no line of a table is ever broken in a pipe.</summary>
    private const int PipeWidth = 1_000;

    private static readonly Lazy<IAnsiConsole> Stdout = new(CreateStdout);

    /// <summary>For tables and other answers on standard output.</summary>
    public static IAnsiConsole Answers => Stdout.Value;

    /// <summary>For bars and other messages on standard error.</summary>
    public static IAnsiConsole Messages => Stderr.Value;

    public static bool IsInteractive => !Console.IsErrorRedirected;

    public static void Error(string message) => Write("error", "red", message);

    public static void Hint(string message)
    {
        if (message.Length > 0)
        {
            Write("hint", "yellow", message);
        }
    }

    public static void Info(string message) => Console.Error.WriteLine(message);

    private static IAnsiConsole CreateStdout()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            ColorSystem = IsPlain(Console.IsOutputRedirected) ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Ansi = IsPlain(Console.IsOutputRedirected) ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }

    private static bool IsPlain(bool isRedirected) => isRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private static void Write(string label, string colour, string message)
    {
        if (IsPlain(Console.IsErrorRedirected))
        {
            Console.Error.WriteLine($"{label}: {message}");
        }
        else
        {
            Stderr.Value.MarkupLineInterpolated($"[{colour}]{label}:[/] {message}");
        }
    }
}
