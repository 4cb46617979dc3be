using System.Globalization;
using Ludos.Projections.Wasm4.Sound;

namespace Ludos.Runtime.Recording;

/// <summary>Every tone call as a line of JSON. Calls come from inside a tick, so a failure of the disk is kept until the tick is over.</summary>
internal sealed class ToneLog(CartTap tap, string path) : IRecorder
{
    private readonly StreamWriter _writer = new(path, append: false) { NewLine = "\n" };
    private IOException? _failure;

    public void Listen() => tap.Tones = Write;

    public void Take(long tick)
    {
        if (_failure is { } failure)
        {
            throw failure;
        }
    }

    public void Finish()
    {
        Take(-1);
        _writer.Flush();
    }

    public void Dispose()
    {
        tap.Tones = null;
        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            // Finish has told already.
        }
    }

    private void Write(long tick, ToneCall call)
    {
        try
        {
            _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"tick":{{tick}},"frequency":{{call.Frequency}},"duration":{{call.Duration}},"volume":{{call.Volume}},"flags":{{call.Flags}}}"""));
        }
        catch (IOException failure)
        {
            _failure = failure;
        }
    }
}
