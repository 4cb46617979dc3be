namespace Ludos.Runtime.Recording;

/// <summary>Keeps something of every tick in a file. Used between ticks, on the thread that ticks; failures of the disk surface as <see cref="IOException"/>.</summary>
internal interface IRecorder : IDisposable
{
    /// <param name="tick">The tick that has just run, from 0.</param>
    void Take(long tick);

    /// <summary>No tick follows: the file is completed.</summary>
    void Finish();
}
