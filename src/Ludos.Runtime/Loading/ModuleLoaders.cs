using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;

namespace Ludos.Runtime.Loading;

/// <summary>The loaders that this runtime knows, made for one session.</summary>
internal static class ModuleLoaders
{
    public static Result<ImmutableArray<IModuleLoader>, GameErrorCode> For(SessionOptions options, TraceLog trace) =>
        ImmutableArray.Create<IModuleLoader>(new WasmModuleLoader());
}
