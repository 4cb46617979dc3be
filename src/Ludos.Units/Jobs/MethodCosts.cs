namespace Ludos.Units;

/// <summary>What each method's calls take on average, from those that were timed. Written by the threads that run them; a lost update is only a sample less.</summary>
internal sealed class MethodCosts
{
    // Each sample counts an eighth.
    private const int Shift = 3;

    private readonly long[][] _meansNs;

    public MethodCosts(LibraryCatalog catalog) => _meansNs = [.. catalog.Libraries.Select(library => new long[library.Methods.Length])];

    /// <summary>0 when it was never timed.</summary>
    public long MeanNs(MethodHandle method) => Volatile.Read(ref _meansNs[method.Library][method.Method]);

    public void Add(MethodHandle method, long tookNs)
    {
        ref var mean = ref _meansNs[method.Library][method.Method];
        var known = Volatile.Read(ref mean);
        Volatile.Write(ref mean, Math.Max(1, known == 0 ? tookNs : known + ((tookNs - known) >> Shift)));
    }
}
