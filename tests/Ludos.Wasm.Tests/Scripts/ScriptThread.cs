namespace Ludos.Wasm.Tests.Scripts;

/// <summary>A thread of a script at work, on a thread of the system.</summary>
internal sealed class ScriptThread : IDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(60);

    private readonly ScriptRunner _runner;
    private readonly ThreadDirective _directive;
    private readonly Thread _thread;
    private IReadOnlyList<DirectiveOutcome> _outcomes = [];

    public ScriptThread(ScriptRunner runner, ThreadDirective directive)
    {
        _runner = runner;
        _directive = directive;
        _thread = new Thread(Run) { IsBackground = true, Name = directive.Name };
        _thread.Start();
    }

    /// <summary>Waits for its end; what came of its directives, the first time it is asked.</summary>
    public IReadOnlyList<DirectiveOutcome> Join()
    {
        if (!_thread.Join(LongestRun))
        {
            return [new DirectiveOutcome(_directive, Outcome.Failed($"thread {_directive.Name} did not end within {LongestRun}"))];
        }

        return Interlocked.Exchange(ref _outcomes, []);
    }

    public void Dispose()
    {
        if (_thread.Join(LongestRun))
        {
            _runner.Dispose();
        }
    }

    private void Run()
    {
        try
        {
            _outcomes = _runner.RunAll(_directive.Body);
        }
        catch (Exception failure)
        {
            // A thread has nobody above it: what escapes is this thread's outcome.
            _outcomes = [new DirectiveOutcome(_directive, Outcome.Failed($"thread {_directive.Name}: {failure}"))];
        }
    }
}
