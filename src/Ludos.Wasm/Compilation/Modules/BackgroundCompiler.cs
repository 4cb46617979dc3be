namespace Ludos.Wasm.Compilation;

/// <summary>Makes code native on threads of its own while other threads may already run it. The runtime sees to it that no method is compiled twice.</summary>
internal static class BackgroundCompiler
{
    private const int StackBytes = 16 * 1024 * 1024;

    /// <summary>Ends when all chunks are native, or with what went wrong.</summary>
    public static Task Start(ModuleCode code, CancellationToken cancellation)
    {
        // One processor is left to whoever runs the code.
        var workers = Math.Clamp(Environment.ProcessorCount - 1, 1, code.ChunkCount);
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Run(() =>
        {
            for (var i = Interlocked.Increment(ref next); i < code.ChunkCount; i = Interlocked.Increment(ref next))
            {
                code.Prepare(i, cancellation);
            }
        })));
    }

    private static Task Run(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception error)
            {
                // It belongs to whoever waits; a call of the function meets the same again.
                done.SetException(error);
            }
        }, StackBytes)
        {
            IsBackground = true,
            Name = "wasm compiler",
            Priority = ThreadPriority.BelowNormal,
        };
        thread.Start();
        return done.Task;
    }
}
