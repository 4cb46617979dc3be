using Ludos.Cli.Output;
using Spectre.Console;

namespace Ludos.Cli.Commands.Installing;

/// <summary>A bar on the terminal for what takes longer than a second; nothing where that is no terminal.</summary>
internal sealed class TransferBar
{
    private static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private (string Text, double Done, double Total) _state;

    /// <summary>Takes over a new state; from any thread.</summary>
    public void Set(string text, double done, double total)
    {
        lock (_gate)
        {
            _state = (text, done, total);
        }
    }

    /// <summary>Runs work, and shows its state while it lasts.</summary>
    public async Task<T> Run<T>(Task<T> work)
    {
        if (!Terminal.IsInteractive || await Task.WhenAny(work, Task.Delay(FirstAfter)) == work)
        {
            return await work;
        }

        return await Terminal.Messages.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn()).StartAsync(async context =>
        {
            var bar = context.AddTask("");
            while (await Task.WhenAny(work, Task.Delay(Every)) != work)
            {
                lock (_gate)
                {
                    bar.Description = Markup.Escape(_state.Text);
                    bar.MaxValue = Math.Max(1, _state.Total);
                    bar.Value = _state.Done;
                }
            }

            return await work;
        });
    }
}
