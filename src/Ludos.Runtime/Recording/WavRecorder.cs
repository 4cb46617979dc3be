using Ludos.State;

namespace Ludos.Runtime.Recording;

/// <summary>The sound of every tick, one after another.</summary>
internal sealed class WavRecorder(AudioSource audio, Arena arena, string path) : IRecorder
{
    private readonly WavWriter _wav = new(path, audio.SampleRateHz);
    private readonly Region _region = arena.TryFind(audio.Region, out var region) ? region : throw new ArgumentException($"The arena has no region '{audio.Region}'.", nameof(audio));

    public void Take(long tick) => _wav.Append(_region.Front[..audio.BytesPerTick]);

    public void Finish()
    {
    }

    public void Dispose() => _wav.Dispose();
}
