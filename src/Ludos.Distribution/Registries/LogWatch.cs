using System.Collections.Immutable;
using System.Text;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>
/// Keeps a registry's transparency log honest towards this machine: what it showed last is kept, and what it shows next must continue that. A registry
/// that takes an entry out, or shows one log to some and another to others, is refused.
/// </summary>
internal static class LogWatch
{
    /// <summary>Takes the log's newest checkpoint, if it continues the one that is kept; the caller holds the registry's turn.</summary>
    public static async Task<Fault<InstallErrorCode>?> Advance(RegistryClient client, CancellationToken cancellation)
    {
        var logs = client.Roots.Trust.Logs;
        if (logs.IsEmpty)
        {
            return null;
        }

        if (!(await client.Api.Checkpoint(cancellation).ConfigureAwait(false)).TryGet(out var note, out var unfetched))
        {
            return InstallFaults.Of(unfetched);
        }

        if (!client.Folder.Checkpoint().TryGet(out var kept, out var fault))
        {
            return fault;
        }

        if (!LogView.Open(note, logs).TryGet(out var next, out var distrusted))
        {
            return Of(distrusted);
        }

        if (kept is not null)
        {
            if (!LogView.Open(kept, logs).TryGet(out var last, out distrusted))
            {
                return Of(distrusted);
            }

            if (!(await Proof(client.Api, last.Checkpoint.Size, next.Checkpoint.Size, cancellation).ConfigureAwait(false)).TryGet(out var proof, out unfetched))
            {
                return InstallFaults.Of(unfetched);
            }

            if (!last.Advance(note, logs, proof).TryGet(out _, out distrusted))
            {
                return Of(distrusted);
            }
        }

        return client.Folder.KeepCheckpoint(note);
    }

    /// <summary>Demands that the log in which a module was proven to be is the one that everybody sees: this machine's view continues it.</summary>
    /// <param name="bundle">The module's, as it came. One without a proof is left to the verifier.</param>
    /// <param name="name">The module's for messages.</param>
    public static async Task<Fault<InstallErrorCode>?> Confirm(RegistryClient client, byte[] bundle, string name, CancellationToken cancellation)
    {
        var logs = client.Roots.Trust.Logs;
        if (!Bundle.Parse(bundle, $"The bundle of {name}").TryGet(out var read, out var malformed))
        {
            return InstallFaults.Of(malformed);
        }

        if (read.Log is null || logs.IsEmpty)
        {
            return null;
        }

        if (!client.Folder.Checkpoint().TryGet(out var kept, out var fault))
        {
            return fault;
        }

        if (!Checkpoint.Open(Encoding.UTF8.GetBytes(read.Log.Checkpoint), logs).TryGet(out var checkpoint, out var distrusted) || !LogView.Open(kept ?? [], logs).TryGet(out var view, out distrusted))
        {
            return Of(distrusted);
        }

        // A bundle that was made since the last refresh is newer than the view; then it has to continue the view.
        var (older, newer) = checkpoint.Size <= view.Checkpoint.Size ? (checkpoint, view.Checkpoint) : (view.Checkpoint, checkpoint);
        if (!(await Proof(client.Api, older.Size, newer.Size, cancellation).ConfigureAwait(false)).TryGet(out var proof, out var unfetched))
        {
            return InstallFaults.Of(unfetched);
        }

        return older.Origin == newer.Origin && ProofCheck.IsContinued(older.Size, newer.Size, proof.AsSpan(), older.Root, newer.Root)
            ? null
            : new Fault<InstallErrorCode>(
                InstallErrorCode.NotTrusted, $"The log {newer.Origin} with {newer.Size} entries is not a continuation of what it was with {older.Size}.", "It says different things to different people; install nothing from it until that is cleared up.");
    }

    private static async ValueTask<Result<ImmutableArray<Digest>, RegistryCallErrorCode>> Proof(RegistryApi api, long fromSize, long toSize, CancellationToken cancellation) => fromSize == 0 || fromSize >= toSize
        ? ImmutableArray<Digest>.Empty
        : await api.Consistency(fromSize, toSize, cancellation).ConfigureAwait(false);

    private static Fault<InstallErrorCode> Of(Fault<TransparencyErrorCode> fault) => new(InstallErrorCode.NotTrusted, fault.Message, fault.Mend);
}
