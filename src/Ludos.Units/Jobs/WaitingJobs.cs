namespace Ludos.Units;

/// <summary>All places where callers wait. Any thread may use it; allocates nothing once made.</summary>
internal sealed class WaitingJobs
{
    private readonly WaitingJob[] _all;
    private readonly WaitingJob[] _free;
    private readonly Lock _gate = new();
    private int _freeCount;

    public WaitingJobs(int count)
    {
        _all = new WaitingJob[count];
        for (var i = 0; i < count; i++)
        {
            _all[i] = new WaitingJob(this, i);
        }

        _free = [.. _all];
        _freeCount = count;
    }

    public ReadOnlySpan<WaitingJob> All => _all;

    public WaitingJob? TryTake()
    {
        lock (_gate)
        {
            return _freeCount == 0 ? null : _free[--_freeCount];
        }
    }

    public void GiveBack(WaitingJob job)
    {
        lock (_gate)
        {
            _free[_freeCount++] = job;
        }
    }

    /// <summary>The job that a reply names; null when it waits no more.</summary>
    public WaitingJob? Find(ulong name) => name >> 32 is var index && index < (ulong)_all.Length && _all[index] is { } job && job.Name == name ? job : null;
}
