using System.Buffers.Binary;
using System.IO.Compression;
using Ludos.Platform.Processes;
using Ludos.Runtime.Headless;
using Ludos.Runtime.Tests.Fakes;
using Xunit;

namespace Ludos.Runtime.Tests.Recording;

public sealed class RecordingTests : IDisposable
{
    private const int Width = 5, Height = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("ludos-record-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private GameSession Open()
    {
        var painter = new NativeModule("p", "1.0.0", [NativeModule.Number("screen", Width * Height), NativeModule.Number("sound", 2)],
            [(NativeModule.Descriptor("p", "paint", writes: ["screen", "sound"]), (context, tick) =>
            {
                context.Set("screen", unchecked((int)0x00030201) + (int)(tick << 24));
                context.Set("sound", (int)tick);
                return default;
            })]);
        var game = Sessions.Game(new NativeLoader(), painter) with
        {
            Screen = new ScreenSource(ScreenFormat.Rgba8, Width, Height, "screen", 0, Width * Height * 4, null, 0, 0),
            Audio = new AudioSource("sound", 44_100, 2),
        };
        return GameSession.Create(game, new TraceLog(), Sessions.Options).Value;
    }

    private (int Exit, string Error) Record(int frames, params string[] files)
    {
        using var session = Open();
        using var stderr = new StringWriter();
        var exit = HeadlessRunner.Run(session, new HeadlessOptions { Frames = frames, RecordPaths = [.. files.Select(file => Path.Combine(_folder, file))] }, TextWriter.Null, stderr);
        return (exit, stderr.ToString());
    }

    [Fact]
    public void A_png_is_the_last_frame_exactly()
    {
        Assert.Equal((0, ""), Record(3, "out.png"));
        var pixels = ReadPng(File.ReadAllBytes(Path.Combine(_folder, "out.png")));
        Assert.Equal([1, 2, 3, 255], pixels[..4]);
        Assert.Equal([0, 0, 0, 255], pixels[4..8]);
        Assert.Equal(Width * Height * 4, pixels.Length);
    }

    [Fact]
    public void A_pattern_keeps_every_frame_numbered_by_its_tick()
    {
        Assert.Equal(0, Record(3, "f-%05d.png").Exit);
        Assert.Equal(["f-00000.png", "f-00001.png", "f-00002.png"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(HeadlessRunner.ExitUsage, Record(1, "f-%x.png").Exit);
    }

    [Fact]
    public void A_wav_holds_every_tick()
    {
        Assert.Equal(0, Record(4, "out.wav").Exit);
        var wav = File.ReadAllBytes(Path.Combine(_folder, "out.wav"));
        Assert.Equal("RIFF", System.Text.Encoding.ASCII.GetString(wav, 0, 4));
        Assert.Equal(wav.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(4)));
        Assert.Equal(4 * 8, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)));
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 4).Select(tick => BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(44 + (tick * 8)))));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_before_the_run()
    {
        var (exit, error) = Record(1, "no/out.png");
        Assert.Equal(HeadlessRunner.ExitResource, exit);
        Assert.Contains("no folder", error, StringComparison.Ordinal);
        Assert.Equal(HeadlessRunner.ExitResource, Record(1, "no/out.wav").Exit);
    }

    [Fact]
    public void An_mp4_has_picture_and_sound_or_the_missing_tool_is_named()
    {
        var (exit, error) = Record(30, "out.mp4");
        if (ToolFinder.Find("ffmpeg") is null)
        {
            Assert.Equal(HeadlessRunner.ExitResource, exit);
            Assert.Contains("apt install ffmpeg", error, StringComparison.Ordinal);
            return;
        }

        Assert.Equal((0, ""), (exit, error));
        var only = Assert.Single(Directory.GetFiles(_folder));
        Assert.Equal("ftyp", System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(only), 4, 4));
    }

    /// <summary>Independent of the writer: chunks by their lengths, zlib by the framework, filter "up" undone.</summary>
    private static byte[] ReadPng(byte[] png)
    {
        var data = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            Assert.Equal(Crc(png.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            if (type == "IHDR")
            {
                Assert.Equal((Width, Height), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 8)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 12))));
            }
            else if (type == "IDAT")
            {
                data.Write(png, at + 8, length);
            }

            at += length + 12;
        }

        data.Position = 0;
        using var inflate = new ZLibStream(data, CompressionMode.Decompress);
        var pixels = new List<byte>();
        for (var row = 0; row < Height; row++)
        {
            Assert.Equal(2, inflate.ReadByte());
            for (var index = 0; index < Width * 4; index++)
            {
                var above = row == 0 ? 0 : pixels[^(Width * 4)];
                pixels.Add((byte)(inflate.ReadByte() + above));
            }
        }

        return [.. pixels];
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
