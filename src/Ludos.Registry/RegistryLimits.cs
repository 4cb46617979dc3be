namespace Ludos.Registry;

/// <summary>Bounds on what anybody on the network can ask of a registry.</summary>
public static class RegistryLimits
{
    /// <summary>Connections open at once.</summary>
    public const int MaxConnections = 2_048;

    /// <summary>Connections open at once from one address.</summary>
    public const int MaxConnectionsPerAddress = 256;

    /// <summary>Requests of one account under way at once that change something.</summary>
    public const int MaxChangesPerAccount = 8;

    /// <summary>Requests that change something, of one account within a minute.</summary>
    public const int MaxChangesPerMinute = 12_000;

    /// <summary>Logins and searches of one address within a minute.</summary>
    public const int MaxQuestionsPerMinute = 1_200;

    /// <summary>Accounts and addresses that are counted; then the oldest counts are forgotten.</summary>
    public const int MaxCounted = 65_536;

    /// <summary>Bytes of an uploaded object, encoded or plain: 64 MiB. A larger file is uploaded in chunks.</summary>
    public const int MaxObjectBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of a small question: a login, a list of digests.</summary>
    public const int MaxQuestionBytes = 512 * 1024;

    /// <summary>Digests in one question for what is missing.</summary>
    public const int MaxDigests = 4_096;

    /// <summary>Bytes of a release with its index and its developer's role: 24 MiB.</summary>
    public const int MaxReleaseBytes = 24 * 1024 * 1024;

    /// <summary>Certificates in a chain, the issuer's not counted.</summary>
    public const int MaxCertificates = 8;

    /// <summary>Characters of a search.</summary>
    public const int MaxQueryLength = 200;

    /// <summary>Modules on one page of a search.</summary>
    public const int MaxTake = 100;

    /// <summary>Modules that a search skips at most.</summary>
    public const int MaxSkip = 100_000;

    /// <summary>Bytes of documents kept in memory: 64 MiB.</summary>
    public const int MaxCachedBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of objects kept in memory: 128 MiB.</summary>
    public const long MaxCachedObjectBytes = 128L * 1024 * 1024;

    /// <summary>A body slower than this is cut, in bytes a second.</summary>
    public const double MinBodyBytesPerSecond = 4_096;

    /// <summary>How long a body may be slower than <see cref="MinBodyBytesPerSecond"/>.</summary>
    public static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(10);

    /// <summary>From the first byte of a request to the end of its headers.</summary>
    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A connection without a request is closed after this.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(2);

    /// <summary>A login's challenge is good for this long.</summary>
    public static readonly TimeSpan ChallengeLifetime = TimeSpan.FromMinutes(2);

    /// <summary>A login is good for this long.</summary>
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(12);

    /// <summary>How far the clocks of a publisher and the registry may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
}
