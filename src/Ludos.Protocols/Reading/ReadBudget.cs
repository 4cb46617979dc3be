namespace Ludos.Protocols;

/// <summary>What all readers of one message share: how much may still be followed, and the first thing that was wrong.</summary>
internal struct ReadBudget(long wordsLeft)
{
    private long _wordsLeft = wordsLeft;

    public MessageErrorCode FirstFault { get; private set; }

    /// <summary>Notes a fault; the first one stays.</summary>
    public void Note(MessageErrorCode fault)
    {
        if (FirstFault == MessageErrorCode.None)
        {
            FirstFault = fault;
        }
    }

    /// <summary>Takes words from the budget; false, and noted, when it has not so many.</summary>
    public bool TryTake(long words)
    {
        _wordsLeft -= Math.Max(words, 1);
        if (_wordsLeft >= 0)
        {
            return true;
        }

        _wordsLeft = 0;
        Note(MessageErrorCode.TraversalLimit);
        return false;
    }
}
