using Ludos.Base;
using Ludos.State;

namespace Ludos.Runtime.Recording;

/// <summary>Makes the recorder that a file's suffix asks for.</summary>
internal static class Recorders
{
    /// <param name="session">Its first tick has not run.</param>
    /// <param name="toReplay">How a session recording is made.</param>
    public static Result<IRecorder, RecordErrorCode> Create(GameSession session, string path, RecorderOptions toReplay)
    {
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".png" => Png(session, path),
                ".wav" => Wav(session, path),
                ".mp4" => session.Screen is null ? NoPicture(session, path) : Mp4Recorder.Start(new FrameGrabber(session.Screen, session.Arena), session.Audio, session.Arena, path),
                SessionRecording.Suffix => SessionRecording.Begin(session, path, toReplay).TryGet(out var recording, out var refused)
                    ? recording
                    : new Fault<RecordErrorCode>(RecordErrorCode.NotWritable, refused.Message, refused.Mend),
                _ => new Fault<RecordErrorCode>(RecordErrorCode.UnknownFormat, $"{path}: nothing here records that kind of file.", "Use .png, .wav, .mp4, or .lrec to replay."),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Fault<RecordErrorCode>(RecordErrorCode.NotWritable, $"{path} cannot be written: {error.Message}", "Check the folder.");
        }
    }

    public static Result<IRecorder, RecordErrorCode> CreateToneLog(GameSession session, string path)
    {
        try
        {
            var log = new ToneLog(session.Tap, path);
            log.Listen();
            return log;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Fault<RecordErrorCode>(RecordErrorCode.NotWritable, $"{path} cannot be written: {error.Message}", "Check the folder.");
        }
    }

    private static Result<IRecorder, RecordErrorCode> Png(GameSession session, string path)
    {
        if (session.Screen is null)
        {
            return NoPicture(session, path);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            return new Fault<RecordErrorCode>(RecordErrorCode.NotWritable, $"{path} cannot be written: there is no folder {folder}.", "Make it first.");
        }

        return PngRecorder.Create(new FrameGrabber(session.Screen, session.Arena), path) is { } recorder
            ? recorder
            : new Fault<RecordErrorCode>(RecordErrorCode.UnknownFormat, $"{path}: the per cent sign begins no number pattern.", "Use one such as %05d.");
    }

    private static Result<IRecorder, RecordErrorCode> Wav(GameSession session, string path) => session.Audio is null
        ? new Fault<RecordErrorCode>(RecordErrorCode.NothingToRecord, $"{path}: {session.Name} has no sound.", "Leave it out.")
        : new WavRecorder(session.Audio, session.Arena, path);

    private static Fault<RecordErrorCode> NoPicture(GameSession session, string path) =>
        new(RecordErrorCode.NothingToRecord, $"{path}: {session.Name} has no screen.", "Leave it out, or give game.json a \"screen\".");
}
