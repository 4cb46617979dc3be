using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ludos.Wasm.Compilation;

internal static unsafe partial class RuntimeMembers
{
    public static readonly MethodInfo LoadScalarFloat = typeof(Sse2).GetMethod(nameof(Sse2.LoadScalarVector128), [typeof(double*)])!;
    public static readonly MethodInfo LoadWholeVector = typeof(Sse3).GetMethod(nameof(Sse3.LoadDquVector128), [typeof(byte*)])!;
    public static readonly MethodInfo ScalarOfFloat = typeof(Vector128).GetMethod(nameof(Vector128.ToScalar))!.MakeGenericMethod(typeof(double));
}
