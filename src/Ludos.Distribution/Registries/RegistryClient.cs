using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>
/// One registry as this machine knows it: the roots that were pinned at first contact, and what follows from them. Whatever the registry sends
/// later is held against those. Thread-safe.
/// </summary>
public sealed class RegistryClient
{
    private readonly BoundedHttp _http;

    private RegistryClient(RegistryFolder folder, RegistryApi api, RegistryRoots roots, Digest fingerprint, BoundedHttp http)
    {
        Folder = folder;
        Api = api;
        Roots = roots;
        Fingerprint = fingerprint;
        _http = http;
    }

    public RegistryFolder Folder { get; }

    public RegistryApi Api { get; }

    /// <summary>What was pinned.</summary>
    public RegistryRoots Roots { get; }

    /// <summary>SHA-256 of the pinned roots: what people compare.</summary>
    public Digest Fingerprint { get; }

    /// <summary>A registry that was pinned before. <see cref="InstallErrorCode.NotTrusted"/> where it was not.</summary>
    public static Result<RegistryClient, InstallErrorCode> Open(string dataFolder, Uri address, BoundedHttp http)
    {
        if (!RegistryFolder.Open(dataFolder, address).TryGet(out var folder, out var fault) || !folder.Roots().TryGet(out var bytes, out fault))
        {
            return fault;
        }

        if (bytes is null)
        {
            return new Fault<InstallErrorCode>(InstallErrorCode.NotTrusted, $"{address} was never trusted on this machine.", $"Compare its fingerprint and trust it: ./ludos login {address}.");
        }

        return Make(folder, address, bytes, http);
    }

    /// <summary>Pins a registry's roots: from now on only what they vouch for is accepted from it.</summary>
    /// <param name="roots">As the registry gave them, or from a file that came another way.</param>
    /// <param name="expected">Their fingerprint where the user named one; null takes them as they are: trust on first use.</param>
    /// <returns>The client, or <see cref="InstallErrorCode.NotTrusted"/> where the fingerprint is another, or other roots are pinned and none was named.</returns>
    public static Result<RegistryClient, InstallErrorCode> Pin(string dataFolder, Uri address, byte[] roots, Digest? expected, BoundedHttp http)
    {
        var fingerprint = Digest.Of(roots);
        if (expected is { } wanted && wanted != fingerprint)
        {
            return new Fault<InstallErrorCode>(InstallErrorCode.NotTrusted, $"The roots of {address} have the fingerprint {fingerprint}, not {wanted}.", "Somebody may stand between you and the registry. Ask its people for the fingerprint.");
        }

        if (!RegistryFolder.Open(dataFolder, address).TryGet(out var folder, out var fault) || !folder.Roots().TryGet(out var pinned, out fault))
        {
            return fault;
        }

        if (pinned is not null && expected is null && Digest.Of(pinned) != fingerprint)
        {
            return new Fault<InstallErrorCode>(
                InstallErrorCode.NotTrusted, $"{address} has other roots than when it was first trusted: {fingerprint}, not {Digest.Of(pinned)}.", $"If its people say that this is right: ./ludos login {address} --trust {fingerprint}.");
        }

        if (!Make(folder, address, roots, http).TryGet(out var client, out fault))
        {
            return fault;
        }

        return folder.PinRoots(roots) is { } unkept ? unkept : client;
    }

    /// <summary>Takes a turn, brings metadata and revocations up to date, and answers from them until it is disposed. Other processes wait meanwhile.</summary>
    /// <param name="now">Calendar time.</param>
    public async Task<Result<RegistrySession, InstallErrorCode>> Begin(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!FileLock.Alone(Folder.LockPath).TryGet(out var turn, out var busy))
        {
            return InstallFaults.Of(busy);
        }

        if (!TufClient.Open(Folder.MetadataPath, new HttpMetadataSource(_http, new Uri(Api.Address, "tuf/")), Roots.Root).TryGet(out var metadata, out var fault))
        {
            turn.Dispose();
            return InstallFaults.Of(fault);
        }

        var session = new RegistrySession(this, turn, metadata);
        if (await session.Refresh(now, cancellation).ConfigureAwait(false) is { } unfresh)
        {
            session.Dispose();
            return unfresh;
        }

        return session;
    }

    /// <summary>What is known of revocations on this machine.</summary>
    public Result<RevocationSet, InstallErrorCode> Revocations()
    {
        if (!Folder.Revocations().TryGet(out var bytes, out var fault))
        {
            return fault;
        }

        return bytes is not null && Envelope.Parse(bytes, "The revocation list").TryGet(out var envelope, out _) && RevocationList.Open(envelope, Roots.Trust).TryGet(out var list, out _)
            ? RevocationSet.Empty.With(list)
            : RevocationSet.Empty;
    }

    /// <summary>A verifier with this registry's roots, its revocations and what was accepted before.</summary>
    /// <param name="remember">Whether what is accepted is kept; then the caller holds the registry's turn.</param>
    /// <param name="allowDowngrade">The user asked for an older version.</param>
    public Result<ModuleVerifier, InstallErrorCode> Verifier(bool remember, bool allowDowngrade = false)
    {
        if (!Revocations().TryGet(out var revocations, out var fault) || !Folder.Accepted().TryGet(out var kept, out fault))
        {
            return fault;
        }

        // An error of the disk while it is kept ends the verification: what is not remembered could be rolled back later.
        Action<byte[]>? save = remember ? bytes => _ = Folder.KeepAccepted(bytes) is { } unkept ? throw new IOException(unkept.Message) : 0 : null;
        AcceptedModules? accepted;
        if (kept is null)
        {
            accepted = new AcceptedModules(save);
        }
        else if (!AcceptedModules.Parse(kept, $"The record of modules accepted from {Api.Address}", save).TryGet(out accepted, out var malformed))
        {
            return InstallFaults.Of(malformed);
        }

        return new ModuleVerifier(new VerifierOptions { Roots = Roots.Trust, Revocations = () => revocations, Accepted = accepted, AllowDowngrade = allowDowngrade });
    }

    private static Result<RegistryClient, InstallErrorCode> Make(RegistryFolder folder, Uri address, byte[] bytes, BoundedHttp http) =>
        RegistryRoots.Parse(bytes).TryGet(out var roots, out var fault)
            ? new RegistryClient(folder, new RegistryApi(http, address), roots, Digest.Of(bytes), http)
            : new Fault<InstallErrorCode>(InstallErrorCode.NotTrusted, $"{address}: {fault.Message}", "Check that the address is a registry's.");
}
