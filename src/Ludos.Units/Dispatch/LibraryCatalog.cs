using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Units;

/// <summary>The libraries that may be called. Immutable; any thread may use it. Who holds it may call all of them: hand out a smaller one to grant less.</summary>
public sealed class LibraryCatalog
{
    private readonly Dictionary<string, int> _indices;

    private LibraryCatalog(ImmutableArray<Library> libraries, Dictionary<string, int> indices)
    {
        Libraries = libraries;
        _indices = indices;
    }

    public ImmutableArray<Library> Libraries { get; }

    /// <param name="libraries">At most <see cref="LibraryLimits.MaxLibraries"/>, each of another name.</param>
    public static Result<LibraryCatalog, LibraryErrorCode> Of(IEnumerable<Library> libraries)
    {
        ImmutableArray<Library> all = [.. libraries];
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < all.Length; i++)
        {
            if (!indices.TryAdd(all[i].Name, i))
            {
                return new Fault<LibraryErrorCode>(LibraryErrorCode.BadCatalog, $"Two libraries are named {all[i].Name}.", "Give each a name of its own.");
            }
        }

        return all.Length > LibraryLimits.MaxLibraries
            ? new Fault<LibraryErrorCode>(LibraryErrorCode.BadCatalog, $"A catalog of {all.Length} libraries; {LibraryLimits.MaxLibraries} may be in one.", "Use several catalogs.")
            : new LibraryCatalog(all, indices);
    }

    /// <summary>Finds a method by its two names.</summary>
    public Result<MethodHandle, LibraryErrorCode> Resolve(string library, string method)
    {
        if (!_indices.TryGetValue(library, out var at))
        {
            return new Fault<LibraryErrorCode>(LibraryErrorCode.NoSuchLibrary, $"There is no library '{library}'.", $"There are: {string.Join(", ", _indices.Keys.Order(StringComparer.Ordinal).Take(20))}.");
        }

        return Libraries[at].TryFind(method, out var index)
            ? new MethodHandle(at, index)
            : new Fault<LibraryErrorCode>(LibraryErrorCode.NoSuchMethod, $"Library {library} has no method '{method}'.", $"It has: {string.Join(", ", Libraries[at].Methods.Take(20))}.");
    }
}
