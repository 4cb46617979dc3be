using System.Collections.Immutable;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <summary>A decoded and validated module. Immutable; any thread may use it.</summary>
public sealed class WasmModule
{
    private readonly Lazy<IReadOnlyDictionary<int, string>> _names;
    private readonly Lazy<string> _fingerprint;
    private readonly Lazy<byte[]> _digest;
    private readonly Lazy<ImmutableArray<SectionDescriptor>> _sections;

    private WasmModule(ModuleContents contents)
    {
        Contents = contents;
        Imports = contents.Imports.ToImmutableArray();
        Exports = contents.Exports
            .Select(export => new ExportDescriptor(export.Name, export.Kind, TypeOf(contents, export)))
            .ToImmutableArray();
        _names = new(() => FunctionNames.Read(contents));
        _digest = new(() => SHA256.HashData(contents.Bytes));
        _fingerprint = new(() => StaticLayout.Describe(contents));
        _sections = new(() => SectionList.Read(contents));
    }

    public IReadOnlyList<ImportDescriptor> Imports { get; }

    public IReadOnlyList<ExportDescriptor> Exports { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<SectionDescriptor> Sections => _sections.Value;

    /// <summary>
    /// One line a fact: memory limits, the constants __data_end and __heap_base where exported, and place and length of every active data segment.
    /// Two builds with the same text keep their statics at the same addresses.
    /// </summary>
    public string StaticLayoutFingerprint => _fingerprint.Value;

    /// <summary>64 KiB pages that memory 0 starts with; null without a memory.</summary>
    public ulong? DeclaredMinPages => Contents.Memories.Count == 0 ? null : Contents.Memories[0].MinPages;

    /// <summary>64 KiB pages that memory 0 says it may have; null when it does not say, or is none.</summary>
    public ulong? DeclaredMaxPages => Contents.Memories.Count == 0 ? null : Contents.Memories[0].MaxPages;

    /// <summary>Entries of <see cref="WasmInstance.MutableGlobals"/> of any instance: the module's own mutable numeric globals.</summary>
    public int MutableGlobalCount => GlobalLayout.Of(Contents).Count(place => place.Kind == GlobalPlaceKind.Mutable);

    internal ModuleContents Contents { get; }

    /// <summary>SHA-256 of the bytes.</summary>
    internal byte[] Digest => _digest.Value;

    /// <summary>Reads and checks a module; its bytes are copied. Time and memory are proportional to the bytes, not to what they claim.</summary>
    public static Result<WasmModule, WasmErrorCode> Decode(ReadOnlySpan<byte> bytes, WasmLimits? limits = null)
    {
        try
        {
            return new WasmModule(ModuleDecoder.Decode(bytes, limits ?? WasmLimits.Default));
        }
        catch (WasmFormatException error)
        {
            return new Fault<WasmErrorCode>(error.Code, error.Message, error.Mend);
        }
    }

    private static FunctionType? TypeOf(ModuleContents contents, ModuleExport export) => export.Kind switch
    {
        ExternKind.Function => contents.TypeOfFunction(export.Index),
        ExternKind.Tag => contents.FunctionTypeAt((uint)contents.Tags[export.Index]),
        _ => null,
    };

    /// <summary>Imported functions; their indices come first.</summary>
    public int ImportedFunctionCount => Contents.ImportedFunctions;

    /// <summary>Imported and own functions together.</summary>
    public int FunctionCount => Contents.Functions.Count;

    /// <summary>Index of the function that is exported by this name, or else has it in the name section; null when there is none.</summary>
    public int? FindFunction(string name)
    {
        var export = Contents.Exports.FindIndex(export => export.Kind == ExternKind.Function && export.Name == name);
        return export >= 0 ? Contents.Exports[export].Index
            : _names.Value.FirstOrDefault(pair => pair.Value == name, KeyValuePair.Create(-1, "")).Key is >= 0 and var index ? index : null;
    }

    /// <summary>From the name section; null when it has none for this index.</summary>
    public string? FunctionName(int functionIndex) => _names.Value.GetValueOrDefault(functionIndex);

    /// <summary>
    /// Compiles under a token, such as one that ends after a time: it is looked at before each function. What is done before this returns depends on
    /// <see cref="CompileOptions.Mode"/>; background compilation goes on under the token. <see cref="WasmErrorCode.Cancelled"/> when it ended first.
    /// </summary>
    public Result<CompiledModule, WasmErrorCode> TryCompile(CompileOptions? options, CancellationToken cancellation)
    {
        try
        {
            return ModuleCompiler.Compile(this, options ?? new CompileOptions(), cancellation);
        }
        catch (OperationCanceledException)
        {
            return new Fault<WasmErrorCode>(WasmErrorCode.Cancelled, $"Compiling {Contents.Bodies.Count} functions took too long and was called off.", "Allow more time, or compile lazily.");
        }
    }

    /// <summary>Emits IL for every function. The code is collected once nothing refers to the result or an instance of it.</summary>
    public CompiledModule Compile(CompileOptions? options = null) => ModuleCompiler.Compile(this, options ?? new CompileOptions(), CancellationToken.None);
}
