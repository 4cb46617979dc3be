using Ludos.Base;

namespace Ludos.Trust.Tests.Tuf.Simulation;

/// <summary>A repository's server in memory: it serves what a test put there, and remembers what was asked for.</summary>
internal sealed class SimulatedSource : IMetadataSource
{
    public Dictionary<string, ReadOnlyMemory<byte>> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers that stand before every file of that name.</summary>
    public Dictionary<string, Fault<TufErrorCode>> Faults { get; } = new(StringComparer.Ordinal);

    public List<string> Asked { get; } = [];

    public ValueTask<Result<byte[], TufErrorCode>> Fetch(string name, int maxBytes, CancellationToken cancellation)
    {
        Asked.Add(name);
        Result<byte[], TufErrorCode> answer = Faults.TryGetValue(name, out var fault) ? fault
            : !Files.TryGetValue(name, out var bytes) ? new Fault<TufErrorCode>(TufErrorCode.NotFound, $"No {name}.")
            : bytes.Length > maxBytes ? new Fault<TufErrorCode>(TufErrorCode.TooLarge, $"{name} has more than {maxBytes} bytes.")
            : bytes.ToArray();
        return ValueTask.FromResult(answer);
    }
}
