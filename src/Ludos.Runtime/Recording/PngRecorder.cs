using System.Globalization;

namespace Ludos.Runtime.Recording;

/// <summary>The last frame, or with a number pattern such as <c>%05d</c> every frame, numbered by its tick from 0.</summary>
internal sealed class PngRecorder : IRecorder
{
    private const int MaxDigits = 9;

    private readonly FrameGrabber _grabber;
    private readonly string _before;
    private readonly string _after;
    private readonly int _digits;

    private PngRecorder(FrameGrabber grabber, string before, string after, int digits)
    {
        _grabber = grabber;
        _before = before;
        _after = after;
        _digits = digits;
    }

    private bool IsEveryFrame => _digits > 0;

    /// <returns>Null when the path has a per cent sign that is no number pattern.</returns>
    public static PngRecorder? Create(FrameGrabber grabber, string path)
    {
        var percent = path.IndexOf('%');
        if (percent < 0)
        {
            return new PngRecorder(grabber, path, "", 0);
        }

        var end = path.IndexOf('d', percent);
        var pattern = end < 0 ? "" : path[(percent + 1)..end];
        return pattern.Length is 1 or 2 && pattern.TrimStart('0').Length == 1 && int.TryParse(pattern, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits <= MaxDigits && !path[end..].Contains('%')
            ? new PngRecorder(grabber, path[..percent], path[(end + 1)..], digits)
            : null;
    }

    public void Take(long tick)
    {
        if (IsEveryFrame)
        {
            Write(_before + tick.ToString(CultureInfo.InvariantCulture).PadLeft(_digits, '0') + _after);
        }
    }

    public void Finish()
    {
        if (!IsEveryFrame)
        {
            Write(_before);
        }
    }

    public void Dispose()
    {
    }

    private void Write(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        PngWriter.Write(file, _grabber.Grab(), _grabber.Width, _grabber.Height);
    }
}
