using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Ludos.Wasm.Caching;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Debugging;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>A module's code as it comes into being: chunk by chunk, each when something in it is first needed. Any thread may ask.</summary>
internal sealed class ModuleCode
{
    private const int MethodTable = 0x06000000;

    // A chunk may be needed deep in wasm's stack, by the just-in-time compiler; the emitter gets a stack of its own.
    private const int EmitterStackBytes = 16 * 1024 * 1024;

    private readonly WasmModule _module;
    private readonly CompileOptions _options;
    private readonly CodeChunk[] _chunks;
    private readonly LoadedChunk?[] _loaded;
    private readonly Lock[] _gates;
    private readonly nint[] _pointers;
    private readonly ConcurrentDictionary<FunctionType, nint> _invokers = [];
    private readonly ConcurrentDictionary<FunctionType, nint> _hostCalls = [];
    private readonly CodeHome _home;
    private readonly CodePressure _pressure = new();

    public ModuleCode(WasmModule module, CompileOptions options)
    {
        _module = module;
        _options = options;
        _chunks = CodeChunk.Divide(module.Contents);
        _loaded = new LoadedChunk?[_chunks.Length];
        _gates = [.. _chunks.Select(_ => new Lock())];
        _pointers = new nint[module.Contents.Bodies.Count];
        var self = new WeakReference<ModuleCode>(this);
        _home = new CodeHome(name => self.TryGetTarget(out var code) ? code.Find(name) : null);
    }

    public WasmModule Module => _module;

    public int ChunkCount => _chunks.Length;

    /// <summary>Chunks whose IL exists by now.</summary>
    public int LoadedChunks => _loaded.Count(chunk => chunk is not null);

    /// <summary>Of all chunks, which are emitted for it where they are not yet.</summary>
    public int[] Unoptimised => [.. Enumerable.Range(0, _chunks.Length).SelectMany(index => Chunk(index, default).Unoptimised)];

    public Module FirstModule => Chunk(0, default).Module;

    public nint CodeOf(int function)
    {
        ref var known = ref _pointers[function - _module.Contents.ImportedFunctions];
        if (known == 0)
        {
            Volatile.Write(ref known, PointerTo(function));
        }

        return known;
    }

    public nint InvokerOf(FunctionType type) => _invokers.GetOrAdd(type, wanted => Boundary(wanted, chunk => chunk.Invokers));

    public nint HostCallOf(FunctionType type) => _hostCalls.GetOrAdd(type, wanted => Boundary(wanted, chunk => chunk.HostCalls));

    public string ListIL(int function) =>
        ILListing.Write(_module.Contents, ChunkCompiler.EmitAgain(_module.Contents, _options, _chunks, function), function);

    /// <summary>What a function's IL was made from, found by emitting it again.</summary>
    public ILSources? SourcesOf(int function, string methodName) =>
        ChunkCompiler.EmitAgain(_module.Contents, _options, _chunks, function).Find(methodName)?.Body?.Sources;

    /// <summary>Makes a chunk's functions native on the calling thread.</summary>
    public void Prepare(int index, CancellationToken cancellation)
    {
        var chunk = Chunk(index, cancellation);
        for (var row = 1; row <= _chunks[index].Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            RuntimeHelpers.PrepareMethod(chunk.Module.ModuleHandle.ResolveMethodHandle(MethodTable | row));
        }

        PreparePieces(chunk, _chunks[index].Count, cancellation);
        foreach (var (_, token) in chunk.Invokers.Concat(chunk.HostCalls).Concat(chunk.Entries.Select(entry => (entry.Key, entry.Value))))
        {
            RuntimeHelpers.PrepareMethod(chunk.Module.ModuleHandle.ResolveMethodHandle(token));
        }
    }

    // Parts of divided functions, and bodies behind frame guards, come after the functions themselves.
    private static void PreparePieces(LoadedChunk chunk, int functions, CancellationToken cancellation)
    {
        foreach (var method in chunk.Module.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        {
            cancellation.ThrowIfCancellationRequested();
            if ((method.MetadataToken & ~MethodTable) > functions && FunctionMethods.FunctionOf(method.Name) is not null)
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
            }
        }
    }

    // A function whose chunk does not exist yet is reached through its entry in the first chunk.
    private nint PointerTo(int function)
    {
        var index = FunctionMethods.ChunkOf(_chunks, function);
        if (Volatile.Read(ref _loaded[index]) is null && Chunk(0, default).Entries.TryGetValue(function, out var entry))
        {
            return Chunk(0, default).Pointer(entry);
        }

        return Chunk(index, default).Pointer(MethodTable | (function - _chunks[index].First + 1));
    }

    private nint Boundary(FunctionType type, Func<LoadedChunk, (int Type, int Token)[]> kind)
    {
        var chunk = Chunk(0, default);
        var (_, token) = Array.Find(kind(chunk), pair => type.Equals(_module.Contents.Types[pair.Type].Function));
        return chunk.Pointer(token);
    }

    private LoadedChunk Chunk(int index, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _loaded[index]) is { } ready)
        {
            return ready;
        }

        lock (_gates[index])
        {
            if (_loaded[index] is { } made)
            {
                return made;
            }

            var chunk = Load(FindOrCompile(index, cancellation));
            Volatile.Write(ref _loaded[index], chunk);
            return chunk;
        }
    }

    private CompiledChunk FindOrCompile(int index, CancellationToken cancellation)
    {
        var key = _options.Cache is null ? null : CodeKey.Of(_module, _options, index);
        if (key is not null && _options.Cache!.Find(key) is { } cached)
        {
            return cached;
        }

        var compiled = ChunkCompiler.Compile(_module.Contents, _options, _chunks, _chunks[index], cancellation);
        if (key is not null)
        {
            _options.Cache!.Keep(key, compiled);
        }

        return compiled;
    }

    private LoadedChunk Load(CompiledChunk chunk)
    {
        var numbers = _module.Contents.Types.ConvertAll(type => type.Id).ToArray();
        _pressure.Loaded(chunk.Image.Bytes.Length);
        var assembly = _home.Load(chunk.Image.Number(numbers));
        EmittedModules.Register(assembly.ManifestModule, this);
        return new LoadedChunk(assembly.ManifestModule, chunk.Unoptimised, chunk.Invokers, chunk.HostCalls, chunk.Entries.ToDictionary(entry => entry.Function, entry => entry.Token));
    }

    private Assembly? Find(string? assemblyName)
    {
        var index = CodeChunk.IndexOf(assemblyName);
        if (index < 0 || index >= _chunks.Length)
        {
            return null;
        }

        if (Volatile.Read(ref _loaded[index]) is { } ready)
        {
            return ready.Module.Assembly;
        }

        LoadedChunk? found = null;
        var emitter = new Thread(() => found = Chunk(index, default), EmitterStackBytes);
        emitter.Start();
        emitter.Join();
        return found?.Module.Assembly;
    }

    private sealed record LoadedChunk(Module Module, int[] Unoptimised, (int Type, int Token)[] Invokers, (int Type, int Token)[] HostCalls, Dictionary<int, int> Entries)
    {
        public nint Pointer(int token) => Module.ModuleHandle.ResolveMethodHandle(token).GetFunctionPointer();
    }
}
