namespace Ludos.Web.Regions;

/// <summary>Numbers of the region socket. docs/reference/web-protocol.md and web/src/feed/wire.ts say the same.</summary>
internal static class RegionWire
{
    public const int Version = 1;

    /// <summary>A frame: <see cref="HeaderBytes"/>, then a delta.</summary>
    public const byte ServerFrame = 0x03;

    public const byte ClientAck = 0x12;

    /// <summary>The frame's header names the checksum of the whole content at its epoch.</summary>
    public const byte FlagContentChecksum = 1;

    public const int HeaderBytes = 16;
    public const int AckBytes = 8;
}
