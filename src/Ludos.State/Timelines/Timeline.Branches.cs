using Ludos.Base;

namespace Ludos.State;

/// <content>Lines that were left, and ways back to them.</content>
public sealed unsafe partial class Timeline
{
    private const string FirstLine = "main";

    private readonly List<TimelineBranch> _branches = [];
    private int _forks;

    /// <summary>What the line that goes on is called: the first is "main", one begun without a name "branch-N".</summary>
    public string Line { get; private set; } = FirstLine;

    /// <summary>The lines that were left and can still be reached, the one left longest ago first. Asking allocates nothing.</summary>
    public IReadOnlyList<TimelineBranch> Branches
    {
        get
        {
            for (var index = _branches.Count - 1; index >= 0; index--)
            {
                if (!TimelineWay.IsOpen(_ring, _head, _branches[index].Tip))
                {
                    _branches.RemoveAt(index);
                }
            }

            return _branches;
        }
    }

    /// <summary>From here on a line of that name is recorded. The line that was followed until now is kept under its own, with all its ticks. Returns the tick.</summary>
    public Result<long, TimelineErrorCode> Branch(string name)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (IsTaken(name))
        {
            return new Fault<TimelineErrorCode>(TimelineErrorCode.NameTaken, $"The timeline already has a line '{name}'.", "Choose another name.");
        }

        LeaveLine(name);
        return Tick;
    }

    /// <summary>Goes to the end of a branch, which is then the line that goes on; the line that was left is kept as a branch. Returns the tick.</summary>
    /// <exception cref="InvalidOperationException">A writer has a write open.</exception>
    public Result<long, TimelineErrorCode> GoTo(string branchName)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_branches.Find(known => known.Name == branchName) is not { } branch)
        {
            return new Fault<TimelineErrorCode>(TimelineErrorCode.NoSuchBranch, $"The timeline has no branch '{branchName}'.");
        }

        if (!TimelineWay.IsOpen(_ring, _head, branch.Tip))
        {
            return new Fault<TimelineErrorCode>(TimelineErrorCode.NotKept, $"What leads to branch '{branchName}' is kept no longer.", "Allow the timeline more memory.");
        }

        if (FindGone() is { } gone)
        {
            return gone;
        }

        Go(branch.Tip, branch.LastTick);
        _ = _branches.Remove(branch);
        Keep(new TimelineBranch(Line, LastTick) { Tip = _tip });
        (Line, _tip, LastTick) = (branch.Name, branch.Tip, branch.LastTick);
        return Tick;
    }

    /// <summary>The line that goes on ends here; what came after is a branch, or is dropped where none are kept.</summary>
    private void LeaveLine(string? name)
    {
        if (_options.MaxBranches == 0)
        {
            _ring.CutBack(_head + 1);
            Line = name ?? Line;
        }
        else
        {
            Keep(new TimelineBranch(Line, LastTick) { Tip = _tip });
            Line = name ?? FreeName();
        }

        (_tip, LastTick) = (_head, Tick);
    }

    private void Keep(TimelineBranch branch)
    {
        _branches.Add(branch);
        if (_branches.Count > _options.MaxBranches)
        {
            _branches.RemoveAt(0);
        }
    }

    private string FreeName()
    {
        string name;
        do
        {
            name = $"branch-{++_forks}";
        }
        while (IsTaken(name));

        return name;
    }

    private bool IsTaken(string name) => name == Line || _branches.Exists(branch => branch.Name == name);
}
