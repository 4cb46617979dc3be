using System.Reflection;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>For references to functions, and exceptions.</summary>
internal static partial class RuntimeMembers
{
    public static readonly FieldInfo FunctionContext = Field<WasmFunction>(nameof(WasmFunction.Context));
    public static readonly FieldInfo FunctionCode = Field<WasmFunction>(nameof(WasmFunction.Code));
    public static readonly FieldInfo Tags = Field<InstanceState>(nameof(InstanceState.Tags));
    public static readonly FieldInfo ExceptionPayload = Field<WasmException>(nameof(WasmException.Payload));

    public static readonly MethodInfo MakeException = Method(typeof(WasmException), nameof(WasmException.ForTag));
    public static readonly MethodInfo ExceptionHasTag = Method(typeof(WasmException), nameof(WasmException.HasTag));
}
