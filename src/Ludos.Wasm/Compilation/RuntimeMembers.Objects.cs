using System.Reflection;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Objects;

namespace Ludos.Wasm.Compilation;

internal static partial class RuntimeMembers
{
    public static readonly FieldInfo Types = Field<InstanceState>(nameof(InstanceState.Types));

    /// <summary>Where the fields of every struct begin.</summary>
    public static readonly FieldInfo StructCells = Field<WasmStruct<StructCells.Of1<StructCell>>>(nameof(WasmStruct<>.Cells));
    public static readonly FieldInfo ArrayCount = Field<WasmArray>(nameof(WasmArray.Count));
}
