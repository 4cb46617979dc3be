namespace Ludos.Bench.Distribution;

/// <summary>A target made of its parts.</summary>
internal sealed class MutationTarget(string name, ReadOnlyMemory<byte> sound, Func<ReadOnlyMemory<byte>, bool> accepts) : IMutationTarget
{
    public string Name => name;

    public ReadOnlyMemory<byte> Sound => sound;

    public bool Accepts(ReadOnlyMemory<byte> bytes) => accepts(bytes);
}
