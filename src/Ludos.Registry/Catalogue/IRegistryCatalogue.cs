using Ludos.Base;

namespace Ludos.Registry.Catalogue;

/// <summary>
/// Everything that a registry knows but the objects' bytes, in one transactional database: documents, accounts, modules, the log. Thread-safe;
/// any number of processes may share one where the backing allows it.
/// </summary>
/// <remarks>
/// Calls block on the database. Faults: <see cref="RegistryErrorCode.StorageFull"/> and <see cref="RegistryErrorCode.Unavailable"/>, besides those that a
/// change returns itself.
/// </remarks>
public interface IRegistryCatalogue : IDisposable
{
    /// <summary>Changes with every committed change, whichever process made it. Cheap: it is asked at each request for what can change.</summary>
    Result<long, RegistryErrorCode> Generation();

    /// <summary>Reads one consistent state.</summary>
    Result<T, RegistryErrorCode> Read<T>(Func<ICatalogueReader, Result<T, RegistryErrorCode>> read);

    /// <summary>
    /// Carries out a change as one transaction. Changes of all processes come one after another: a change sees all that was committed before it.
    /// A fault leaves everything as it was; so does a crash at any point. Once it returned without fault, the change is on the disk.
    /// </summary>
    Result<T, RegistryErrorCode> Write<T>(Func<ICatalogueWriter, Result<T, RegistryErrorCode>> change);
}
