using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>An installed set, put together and verified, ready to be run. Immutable.</summary>
/// <param name="Record">What is installed.</param>
/// <param name="Modules">The current set's modules, in its order.</param>
public sealed record OpenedSet(SetRecord Record, ImmutableArray<VerifiedModule> Modules)
{
    /// <summary>Opens what is installed under a name. Asks nobody: what was accepted once stays acceptable offline, unless it was revoked.</summary>
    /// <param name="dataFolder">The user's.</param>
    /// <param name="name">The set's name.</param>
    /// <param name="keyOf">The key of a module's sealed files by module and generation; null where there is none.</param>
    /// <param name="clock">Measures nothing here; a registry's client wants one.</param>
    /// <param name="now">Calendar time, for certificates.</param>
    public static Result<OpenedSet, InstallErrorCode> Open(string dataFolder, string name, Func<string, int, Store.Sealer?> keyOf, IClock clock, DateTimeOffset now)
    {
        if (!InstalledModules.Open(dataFolder).TryGet(out var installed, out var fault))
        {
            return fault;
        }

        using (installed)
        {
            if (!installed.Find(name).TryGet(out var record, out fault))
            {
                return fault;
            }

            using var http = new BoundedHttp(clock);
            if (!RegistryClient.Open(dataFolder, new Uri(record.Registry), http).TryGet(out var client, out fault) || !client.Verifier(remember: false).TryGet(out var verifier, out fault))
            {
                return fault;
            }

            return new SetOpener(installed, verifier, keyOf).Open(record.Current, now).TryGet(out var modules, out fault) ? new OpenedSet(record, modules) : fault;
        }
    }
}
