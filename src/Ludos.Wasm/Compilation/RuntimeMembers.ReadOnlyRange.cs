using System.Reflection;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

internal static partial class RuntimeMembers
{
    public static readonly FieldInfo ReadOnlyStart = StateField(nameof(InstanceState.ReadOnlyStart));
    public static readonly FieldInfo ReadOnlyLength = StateField(nameof(InstanceState.ReadOnlyLength));
    public static readonly MethodInfo ReadOnlyTrap = Method(typeof(Traps), nameof(Traps.ReadOnly));
}
