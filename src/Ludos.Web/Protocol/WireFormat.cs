namespace Ludos.Web.Protocol;

/// <summary>Numbers of the socket's binary frames. docs/reference/web-protocol.md and web/src/protocol say the same.</summary>
internal static class WireFormat
{
    public const int Version = 1;

    public const byte ServerScreen = 0x01;
    public const byte ServerAudio = 0x02;
    public const byte ClientInput = 0x10;
    public const byte ClientAck = 0x11;

    public const byte ScreenFlagKey = 1;
    public const int ScreenHeaderBytes = 24;
    public const int AudioHeaderBytes = 16;

    /// <summary>Screen deltas count in units of this many bytes.</summary>
    public const int UnitBytes = 16;

    public const int RunHeaderBytes = 4;
    public const int SampleBytes = 11;
    public const int AckBytes = 5;
    public const int MaxSamples = 64;
}
