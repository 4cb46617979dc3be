using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>An installed set, put together and verified, ready to be run. Immutable.</summary>
/// <param name="Record">What is installed.</param>
/// <param name="Modules">The current set's modules, in its order.</param>
public sealed record OpenedSet(SetRecord Record, ImmutableArray<VerifiedModule> Modules)
{
    /// <summary>Opens what is installed. Asks nobody: what was accepted once stays acceptable offline, unless it was revoked.</summary>
    /// <param name="client">The record's registry, as it is known here.</param>
    /// <param name="keyOf">The key of a module's sealed files by module and generation; null where there is none.</param>
    /// <param name="now">Calendar time, for certificates.</param>
    public static Result<OpenedSet, InstallErrorCode> Open(InstalledModules installed, RegistryClient client, SetRecord record, Func<string, int, Store.Sealer?> keyOf, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(record);
        if (!client.Verifier(remember: false).TryGet(out var verifier, out var fault))
        {
            return fault;
        }

        return new SetOpener(installed, verifier, keyOf).Open(record.Current, now).TryGet(out var modules, out fault) ? new OpenedSet(record, modules) : fault;
    }
}
