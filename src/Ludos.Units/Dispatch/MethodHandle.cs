namespace Ludos.Units;

/// <summary>A method of one catalog, found once by name. The default value is no method.</summary>
public readonly record struct MethodHandle
{
    private readonly int _library;

    internal MethodHandle(int library, int method)
    {
        _library = library + 1;
        Method = method;
    }

    /// <summary>Index in the catalog; -1 for no method.</summary>
    public int Library => _library - 1;

    /// <summary>Index among the library's methods.</summary>
    public int Method { get; }
}
