using System.Linq.Expressions;
using System.Reflection.Emit;
using Xunit;

namespace Ludos.Wasm.Tests.Embedding;

/// <summary>Whatever kind of method a delegate is made of, wasm calls that method, with its target.</summary>
public class HostMethodTests
{
    public delegate int Twice(int value);

    public static TheoryData<string> Kinds => [.. Hosts.Keys];

    private static readonly Dictionary<string, Delegate> Hosts = new(StringComparer.Ordinal)
    {
        ["a lambda"] = (int value) => value + 100,
        ["a lambda with its own delegate type"] = (Twice)(value => value + 100),
        ["a lambda that holds something"] = Holding(100),
        ["a static method"] = (Func<int, int>)Add100,
        ["a static method bound to its first argument"] = Bound(),
        ["a method"] = (Func<int, int>)new Adder { By = 100 }.Add,
        ["an overridden method through its base"] = (Func<int, int>)((Adder)new HundredAdder()).Virtual,
        ["a method through an interface"] = (Func<int, int>)((IAdder)new HundredAdder()).Virtual,
        ["a struct's method"] = (Func<int, int>)new StructAdder(100).Add,
        ["a generic class's method"] = (Func<int, int>)new GenericAdder<string>("100").Add,
        ["a generic method"] = (Func<int, int>)GenericAdder<string>.AddLength<string>,
        ["a compiled expression"] = Compiled(),
        ["a dynamic method"] = Dynamic(),
        ["two methods, of which the last counts"] = (Func<int, int>)new Adder { By = 7 }.Add + new Adder { By = 100 }.Add,
    };

    private interface IAdder
    {
        int Virtual(int value);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void IsCalled(string kind)
    {
        using var instance = Wat.Instance("""
            (import "host" "call" (func $host (param i32) (result i32)))
            (func (export "out") (param i32) (result i32) (call $host (local.get 0)))
            """, new ImportSet().Function("host", "call", Hosts[kind]));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(105, instance.Get("out", WasmValue.From(5)).AsI32);
            GC.Collect();
        }
    }

    private static int Add100(int value) => value + 100;

    private static Func<int, int> Holding(int by) => value => value + by;

    private static Delegate Bound() => typeof(HostMethodTests).GetMethod(nameof(AddLength), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
        .CreateDelegate<Func<int, int>>(new string('x', 100));

    private static int AddLength(string text, int value) => text.Length + value;

    private static Delegate Compiled()
    {
        var value = Expression.Parameter(typeof(int));
        return Expression.Lambda<Func<int, int>>(Expression.Add(value, Expression.Constant(100)), value).Compile();
    }

    private static Delegate Dynamic()
    {
        var method = new DynamicMethod("add", typeof(int), [typeof(string), typeof(int)]);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, typeof(string).GetProperty(nameof(string.Length))!.GetMethod!);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate(typeof(Func<int, int>), new string('x', 100));
    }

    private class Adder
    {
        public int By { get; init; }

        public int Add(int value) => value + By;

        public virtual int Virtual(int value) => value;
    }

    private sealed class HundredAdder : Adder, IAdder
    {
        public override int Virtual(int value) => value + 100;
    }

    private readonly struct StructAdder(int by)
    {
        public int Add(int value) => value + by;
    }

    private sealed class GenericAdder<T>(T by)
    {
        public int Add(int value) => value + int.Parse(by!.ToString()!, System.Globalization.CultureInfo.InvariantCulture);

        public static int AddLength<TOther>(int value) => value + 100 + typeof(TOther).Name.Length - typeof(T).Name.Length;
    }
}
