using Ludos.Registry.Catalogue;

namespace Ludos.Registry.Metadata;

/// <summary>Signs online metadata anew before it expires, for as long as a registry is served. Several processes may do so: who comes second finds nothing old.</summary>
internal sealed class MetadataFreshener(IRegistryCatalogue catalogue, RepositoryRoles roles, RegistryClock clock, Action<string> log) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _end = new();
    private Task _work = Task.CompletedTask;

    public void Start() => _work = Task.Run(WorkAsync);

    public void Dispose()
    {
        _end.Cancel();
        _work.GetAwaiter().GetResult();
        _end.Dispose();
    }

    private async Task WorkAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                if (catalogue.Write<bool>(writer => roles.Freshen(writer, clock.Now)).Fault is { } fault)
                {
                    log($"The metadata could not be signed anew: {fault}");
                }
            }
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // The registry is no longer served.
        }
    }
}
