using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Execution;
using Xunit;

namespace Ludos.Wasm.Tests.Compilation.Emission;

public class EmittedAssemblyTests
{
    private static readonly int[] Numbers = [1, 2, 70_000];

    public static int Twice(int value) => value * 2;

    [Fact]
    public void GenericMethodsOfGenericTypesAreCalled()
    {
        var add = typeof(Vector128).GetMethods().Single(method => method.Name == "Add").MakeGenericMethod(typeof(int));
        var create = typeof(Vector128).GetMethod("Create", [typeof(int)])!;
        var toScalar = typeof(Vector128).GetMethod("ToScalar")!.MakeGenericMethod(typeof(int));
        var invoke = typeof(Func<int, int>).GetMethod("Invoke")!;
        var run = Run(typeof(int), [typeof(Func<int, int>)], il =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.LoadInt(20);
            il.Emit(OpCodes.Call, create);
            il.LoadInt(1);
            il.Emit(OpCodes.Call, create);
            il.Emit(OpCodes.Call, add);
            il.Emit(OpCodes.Call, toScalar);
            il.Emit(OpCodes.Callvirt, invoke);
            il.Emit(OpCodes.Ret);
        });
        Assert.Equal(42, run.Invoke(null, [(Func<int, int>)Twice]));
    }

    [Fact]
    public void TypeNumbersAreFilledInWhenTheCodeIsLoaded()
    {
        var run = Run(typeof(int), [], il =>
        {
            il.LoadTypeNumber(2);
            il.LoadTypeNumber(0);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ret);
        });
        Assert.Equal(70_001, run.Invoke(null, null));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 2)]
    public void ThrownThingsAreCaughtByTypeAndFinallyRuns(int divisor, int expected)
    {
        var run = Run(typeof(int), [typeof(int)], il =>
        {
            var result = il.DeclareLocal(typeof(int));
            il.LoadInt(1);
            il.Emit(OpCodes.Stloc, result);
            il.BeginExceptionBlock();
            il.BeginExceptionBlock();
            il.LoadInt(10);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Div);
            il.Emit(OpCodes.Stloc, result);
            il.BeginFinallyBlock();
            il.EndExceptionBlock();
            il.BeginCatchBlock(typeof(DivideByZeroException));
            il.Emit(OpCodes.Pop);
            il.EndExceptionBlock();
            il.Emit(OpCodes.Ldloc, result);
            il.Emit(OpCodes.Ret);
        });
        Assert.Equal(expected, run.Invoke(null, [divisor]));
    }

    [Fact]
    public void AFilterChoosesWhatIsCaught()
    {
        var run = Run(typeof(int), [], il =>
        {
            var result = il.DeclareLocal(typeof(int));
            il.BeginExceptionBlock();
            il.Emit(OpCodes.Newobj, typeof(InvalidOperationException).GetConstructor(Type.EmptyTypes)!);
            il.Emit(OpCodes.Throw);
            il.BeginExceptFilterBlock();
            il.Emit(OpCodes.Isinst, typeof(InvalidOperationException));
            il.Emit(OpCodes.Ldnull);
            il.Emit(OpCodes.Cgt_Un);
            il.BeginFilteredBlock();
            il.Emit(OpCodes.Pop);
            il.LoadInt(7);
            il.Emit(OpCodes.Stloc, result);
            il.EndExceptionBlock();
            il.Emit(OpCodes.Ldloc, result);
            il.Emit(OpCodes.Ret);
        });
        Assert.Equal(7, run.Invoke(null, null));
    }

    [Fact]
    public void InternalsOfTheEngineAreInReachAndManyLocalsHaveTheirForms()
    {
        var run = Run(typeof(long), [typeof(InstanceState)], il =>
        {
            var locals = Enumerable.Range(0, 300).Select(_ => il.DeclareLocal(typeof(long))).ToArray();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, RuntimeMembers.FuelUsed);
            il.Emit(OpCodes.Stloc, locals[0]);
            for (var i = 1; i < locals.Length; i++)
            {
                il.Emit(OpCodes.Ldloc, locals[i - 1]);
                il.LoadLong(1);
                il.Emit(OpCodes.Add);
                il.Emit(OpCodes.Stloc, locals[i]);
            }

            il.Emit(OpCodes.Ldloc, locals[^1]);
            il.Emit(OpCodes.Ret);
        });
        Assert.Equal(301L, run.Invoke(null, [new InstanceState(null!) { FuelUsed = 2 }]));
    }

    [Fact]
    public void EqualInputMakesEqualBytes() => Assert.Equal(Sample().Bytes, Sample().Bytes);

    [Fact]
    public void ALabelThatIsNeverMarkedIsMisuse()
    {
        var home = new EmittedAssembly("misuse");
        var il = home.Define("f", typeof(void), []).Begin();
        il.Emit(OpCodes.Br, il.DefineLabel());
        Assert.Throws<InvalidOperationException>(home.Write);
    }

    private static AssemblyImage Sample()
    {
        var home = new EmittedAssembly("sample");
        var il = home.Define("f", typeof(int), [typeof(int)]).Begin();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(EmittedAssemblyTests), nameof(Twice)));
        il.Emit(OpCodes.Ret);
        return home.Write();
    }

    private static MethodInfo Run(Type result, Type[] parameters, Action<ILWriter> write)
    {
        var home = new EmittedAssembly("code");
        var method = home.Define("f", result, parameters);
        write(method.Begin());
        var assembly = new CodeHome(_ => null).Load(home.Write().Number(Numbers));
        var made = (MethodInfo)assembly.ManifestModule.ResolveMethod(method.Token)!;
        RuntimeHelpers.PrepareMethod(made.MethodHandle);
        return made;
    }
}
