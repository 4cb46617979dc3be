namespace Ludos.Platform.Sync;

/// <summary>A word to sleep on, and the value that it must have for that.</summary>
public readonly unsafe struct FutexWord(int* word, int seen)
{
    public int* Word => word;

    public int Seen => seen;

    internal bool IsUnchanged => Volatile.Read(ref *word) == seen;
}
