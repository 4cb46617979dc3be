using Ludos.Base;

namespace Ludos.Registry.Catalogue.Sql;

/// <summary>Takes a database's fault out of a change under way; <see cref="SqlCatalogue"/> turns it into a result.</summary>
internal sealed class CatalogueException(RegistryErrorCode code, string message, string mend) : Exception(message)
{
    public Fault<RegistryErrorCode> Fault { get; } = new(code, message, mend);
}
