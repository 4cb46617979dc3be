namespace Ludos.Bench.State;

/// <summary>What this program does in the other processes of a row.</summary>
internal static class StateRoles
{
    /// <summary>First argument of such a process.</summary>
    public const string Marker = "state-role";

    private static readonly Dictionary<string, Func<string[], int>> Roles = new(StringComparer.Ordinal)
    {
        [Signals.SignalWaiter.Role] = Signals.SignalWaiter.Run,
        [HandOver.HandOverConsumer.Role] = HandOver.HandOverConsumer.Run,
        [RingProducerRole.Name] = RingProducerRole.Run,
        [TransferStage.Role] = TransferStage.Run,
        [Distribution.Streaming.StreamSourceRole.Name] = Distribution.Streaming.StreamSourceRole.Run,
        [Journals.JournalKeeperRole.Name] = Journals.JournalKeeperRole.Run,
    };

    public static int Run(string role, string[] arguments) =>
        Roles.TryGetValue(role, out var run) ? run(arguments) : throw new ArgumentException($"No role '{role}'.", nameof(role));
}
