using System.Globalization;
using Ludos.Base;
using Ludos.Platform.Processes;
using Ludos.State;

namespace Ludos.Runtime.Recording;

/// <summary>Picture and sound as MP4 through ffmpeg: raw frames go down a pipe while the game runs, the sound is joined at the end.
/// Small pictures are enlarged by whole factors, so that pixels stay sharp.</summary>
internal sealed class Mp4Recorder : IRecorder
{
    private const string Tool = "ffmpeg";
    private const int MinHeight = 480;
    private static readonly TimeSpan JoinLimit = TimeSpan.FromMinutes(10);

    private readonly FrameGrabber _grabber;
    private readonly WavRecorder? _sound;
    private readonly ChildProcess _encoder;
    private readonly Task<string> _complaints;
    private readonly string _tool;
    private readonly string _path;
    private readonly string _picturePath;
    private readonly string? _soundPath;

    private Mp4Recorder(FrameGrabber grabber, WavRecorder? sound, ChildProcess encoder, string tool, string path, string picturePath, string? soundPath)
    {
        _grabber = grabber;
        _sound = sound;
        _encoder = encoder;
        _complaints = encoder.Error.ReadToEndAsync();
        _tool = tool;
        _path = path;
        _picturePath = picturePath;
        _soundPath = soundPath;
    }

    public static Result<IRecorder, RecordErrorCode> Start(FrameGrabber grabber, AudioSource? audio, Arena arena, string path)
    {
        if (ToolFinder.Find(Tool) is not { } tool)
        {
            return new Fault<RecordErrorCode>(RecordErrorCode.ToolMissing, $"{path}: recording MP4 needs {Tool}, which is not on PATH.", "Install it (Debian, Ubuntu: sudo apt install ffmpeg), or record .png and .wav.");
        }

        var picturePath = audio is null ? path : path + ".picture.mp4";
        var soundPath = audio is null ? null : path + ".sound.wav";
        var factor = Math.Max(1, (MinHeight + grabber.Height - 1) / grabber.Height);
        string[] arguments =
        [
            "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgba",
            "-video_size", $"{grabber.Width}x{grabber.Height}", "-framerate", "60", "-i", "pipe:0",
            "-vf", $"scale=trunc(iw*{factor}/2)*2:trunc(ih*{factor}/2)*2:flags=neighbor", "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p",
            "-movflags", "+faststart", picturePath,
        ];
        if (!ChildProcess.Start(tool, arguments, ChildStreams.Piped).TryGet(out var encoder, out var fault))
        {
            return new Fault<RecordErrorCode>(RecordErrorCode.ToolMissing, $"{path}: {fault.Message}", fault.Mend);
        }

        var sound = audio is null ? null : new WavRecorder(audio, arena, soundPath!);
        return new Mp4Recorder(grabber, sound, encoder, tool, path, picturePath, soundPath);
    }

    public void Take(long tick)
    {
        try
        {
            _encoder.Input.Write(_grabber.Grab());
        }
        catch (IOException)
        {
            throw Failed();
        }

        _sound?.Take(tick);
    }

    public void Finish()
    {
        _encoder.Input.Dispose();
        if (!_encoder.WaitForExit(JoinLimit) || _encoder.ExitCode != 0)
        {
            throw Failed();
        }

        if (_soundPath is null)
        {
            return;
        }

        _sound!.Dispose();
        string[] arguments = ["-hide_banner", "-loglevel", "error", "-y", "-i", _picturePath, "-i", _soundPath, "-c:v", "copy", "-c:a", "aac", "-b:a", "160k", "-movflags", "+faststart", _path];
        if (!ChildProcess.Capture(_tool, arguments, JoinLimit).TryGet(out var joined, out var fault))
        {
            throw new IOException(fault.ToString());
        }

        if (joined.ExitCode != 0)
        {
            throw new IOException($"{Tool} could not join picture and sound (exit code {joined.ExitCode.ToString(CultureInfo.InvariantCulture)}): {joined.Error.Trim()}");
        }
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _sound?.Dispose();
        if (_soundPath is not null)
        {
            File.Delete(_soundPath);
            File.Delete(_picturePath);
        }
    }

    private IOException Failed()
    {
        _encoder.Kill();
        return new IOException($"{Tool} gave up: {_complaints.GetAwaiter().GetResult().Trim()}");
    }
}
