using System.Collections.Frozen;
using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Units;

/// <summary>Named methods from bytes to bytes. Immutable; any thread may use it. Each thread that calls starts an instance of its own.</summary>
public abstract class Library
{
    private readonly FrozenDictionary<string, int> _indices;

    private protected Library(string name, ImmutableArray<string> methods)
    {
        Name = name;
        Methods = methods;
        _indices = methods.Select((method, index) => (method, index)).ToFrozenDictionary(pair => pair.method, pair => pair.index, StringComparer.Ordinal);
    }

    public string Name { get; }

    /// <summary>At most <see cref="LibraryLimits.MaxMethods"/>; a method's index here is its number.</summary>
    public ImmutableArray<string> Methods { get; }

    /// <summary>Makes an instance. The caller disposes it.</summary>
    public Result<LibraryInstance, LibraryErrorCode> Start() => StartCore();

    internal bool TryFind(string method, out int index) => _indices.TryGetValue(method, out index);

    private protected abstract Result<LibraryInstance, LibraryErrorCode> StartCore();

    /// <summary>Null when the name can stand in messages, on command lines and in files.</summary>
    private protected static Fault<LibraryErrorCode>? NameProblem(string name) =>
        name.Length is 0 or > LibraryLimits.MaxNameLength || name.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter is not ('.' or '-' or '_'))
            ? new Fault<LibraryErrorCode>(LibraryErrorCode.BadName, "A library's name has 1 to 64 characters of a-z, 0-9, '.', '-' and '_'.", "Give it such a name.")
            : null;
}
