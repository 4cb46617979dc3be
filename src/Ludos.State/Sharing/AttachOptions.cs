namespace Ludos.State;

/// <summary>How to attach.</summary>
public sealed record AttachOptions
{
    public static AttachOptions Default { get; } = new();

    /// <summary>Longest wait for any one answer of the owner. Default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a wait sleeps at most before it also looks whether the owner still lives. Default 200 ms.</summary>
    public TimeSpan LookForOwnerEvery { get; init; } = TimeSpan.FromMilliseconds(200);
}
