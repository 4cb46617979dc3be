using System.Globalization;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// Decides whether bytes may become code. It measures them, once; holds them against the signed bundle that came with them; and holds their
/// origin against the policy. Thread-safe.
/// </summary>
public sealed class ModuleVerifier
{
    private readonly VerifierOptions _options;

    /// <summary>A verifier that trusts no signature: for a person's own content.</summary>
    /// <param name="allowUnsigned">Development mode (<c>--dev</c>): accept unsigned modules from files and from the page.</param>
    public ModuleVerifier(bool allowUnsigned)
        : this(new VerifierOptions { AllowUnsigned = allowUnsigned })
    {
    }

    public ModuleVerifier(VerifierOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Copies, measures and accepts bytes that came without a bundle, or says why not.</summary>
    /// <param name="bytes">1 to <see cref="TrustLimits.MaxModuleBytes"/> bytes; copied.</param>
    /// <param name="origin">Where they came from.</param>
    /// <param name="name">Path or file name for messages.</param>
    public Result<VerifiedModule, TrustErrorCode> Verify(ReadOnlyMemory<byte> bytes, ModuleOrigin origin, string name) => Verify(bytes, origin, name, default, default);

    /// <summary>Copies, measures and accepts the bytes, or says why not.</summary>
    /// <param name="bytes">1 to <see cref="TrustLimits.MaxModuleBytes"/> bytes; copied.</param>
    /// <param name="origin">Where they came from.</param>
    /// <param name="name">Path or file name for messages.</param>
    /// <param name="bundle">The bundle's JSON; empty for none. One that is there must hold, whatever the origin.</param>
    /// <param name="now">The time, for certificates. Does not matter without a bundle.</param>
    public Result<VerifiedModule, TrustErrorCode> Verify(ReadOnlyMemory<byte> bytes, ModuleOrigin origin, string name, ReadOnlyMemory<byte> bundle, DateTimeOffset now) =>
        Refused(bytes.Length, origin, name, bundle) is { } fault ? fault : Measure(bytes.ToArray(), origin, name, bundle, now);

    /// <summary>Seals, measures and accepts the bytes where they lie, without a copy.</summary>
    /// <param name="buffer">Sealed from now on, whatever the outcome.</param>
    /// <param name="origin">Where they came from.</param>
    /// <param name="name">Path or file name for messages.</param>
    /// <param name="bundle">The bundle's JSON; empty for none. One that is there must hold, whatever the origin.</param>
    /// <param name="now">The time, for certificates. Does not matter without a bundle.</param>
    public Result<VerifiedModule, TrustErrorCode> Verify(ModuleBuffer buffer, ModuleOrigin origin, string name, ReadOnlyMemory<byte> bundle, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return Refused(buffer.SizeBytes, origin, name, bundle) is { } fault ? fault : Measure(buffer.Seal(), origin, name, bundle, now);
    }

    /// <summary>What can be refused before a byte is looked at.</summary>
    private Fault<TrustErrorCode>? Refused(int sizeBytes, ModuleOrigin origin, string name, ReadOnlyMemory<byte> bundle)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (sizeBytes == 0)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.Empty, $"{name} is empty.", "Name a .gmod file, a .wasm file or a module's folder.");
        }

        if (sizeBytes > TrustLimits.MaxModuleBytes)
        {
            var has = sizeBytes.ToString("N0", CultureInfo.InvariantCulture);
            var limit = TrustLimits.MaxModuleBytes.ToString("N0", CultureInfo.InvariantCulture);
            return new Fault<TrustErrorCode>(TrustErrorCode.TooLarge, $"{name} has {has} bytes; a module may have {limit}.", "Move large assets into modules of their own.");
        }

        if (!bundle.IsEmpty || origin is ModuleOrigin.CommandLine or ModuleOrigin.Watch)
        {
            return null;
        }

        if (IsOfRegistry(origin))
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.Unsigned, $"{name} has no bundle: who made it is not known.", "Install it again.");
        }

        return _options.AllowUnsigned
            ? null
            : new Fault<TrustErrorCode>(
                TrustErrorCode.UnsignedNeedsDev, $"{name} is not signed.", "Start the game with --dev to run modules of your own, or name the module's folder instead.");
    }

    private Result<VerifiedModule, TrustErrorCode> Measure(ReadOnlyMemory<byte> own, ModuleOrigin origin, string name, ReadOnlyMemory<byte> bundle, DateTimeOffset now)
    {
        GmodContainer? container = null;
        Fault<TrustErrorCode>? fault = null;
        if (GmodReader.IsGmod(own.Span) && !GmodReader.Read(own, name).TryGet(out container, out fault))
        {
            return fault;
        }

        if (bundle.IsEmpty)
        {
            return new VerifiedModule(own, container, origin, name, null);
        }

        if (container is null)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.BadContainer, $"{name} is not a .gmod; only a .gmod can be signed.", "Pack it with ./ludos pack.");
        }

        // Its own copy: what is checked is what was read.
        if (!Bundle.Parse(bundle.ToArray(), name + Bundle.FileSuffix).TryGet(out var read, out fault)
            || !new BundleCheck(_options, name).Check(read, container.Digest, IsOfRegistry(origin), now).TryGet(out var publisher, out fault))
        {
            return fault;
        }

        return _options.Accepted?.Add(publisher.Statement, now, _options.AllowDowngrade) is { } downgrade
            ? downgrade
            : new VerifiedModule(own, container, origin, name, publisher);
    }

    private static bool IsOfRegistry(ModuleOrigin origin) => origin is ModuleOrigin.Installed or ModuleOrigin.Streamed;
}
