using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>Opens protected content through the keeper: this process hands over sealed bytes and gets plain ones, and never sees a content key. Thread-safe.</summary>
/// <param name="keeper">Outlives this.</param>
/// <param name="store">The id of the key of the store that the modules were bought from.</param>
public sealed class KeeperSeals(KeeperClient keeper, string store)
{
    /// <summary>What opens a module's sealed objects; null when it may not be used now.</summary>
    /// <param name="module">The module's id.</param>
    /// <param name="generation">Of its content key.</param>
    public Sealer? Of(string module, int generation) => keeper.MayUse(store, module).IsOk
        ? new Sealer((digest, sealedBytes, inner) =>
        {
            if (!keeper.Unseal(store, module, generation, digest, sealedBytes.ToArray()).TryGet(out var opened, out _) || opened.Length != inner.Length)
            {
                return false;
            }

            opened.CopyTo(inner);
            return true;
        })
        : null;
}
