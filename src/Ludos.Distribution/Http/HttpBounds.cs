namespace Ludos.Distribution;

/// <summary>How long a server may take. Immutable.</summary>
public sealed record HttpBounds
{
    public static HttpBounds Default { get; } = new();

    /// <summary>Until a connection stands, its encryption included.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the connection to the end of the answer's headers; sending the request's body counts, so large uploads need more.</summary>
    public TimeSpan Headers { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest silence within a body.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a body's rate is measured before it is judged, again and again.</summary>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The least rate over one window: a server that drips a byte now and then holds nobody for ever.</summary>
    public long MinBytesPerSecond { get; init; } = 512;
}
