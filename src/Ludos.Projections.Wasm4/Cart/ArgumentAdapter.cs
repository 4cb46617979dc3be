using System.Linq.Expressions;
using Ludos.Wasm;
using ValueType = Ludos.Wasm.ValueType;

namespace Ludos.Projections.Wasm4.Cart;

/// <summary>Puts a host function of i32 parameters behind a declaration that has more or fewer of them. Runs once, while a cart is linked.</summary>
internal static class ArgumentAdapter
{
    /// <summary>Parameters a declaration may have.</summary>
    public const int MaxParameters = 16;

    /// <summary>Whether a declaration can be met: i32 throughout, not absurdly many, one result or none.</summary>
    public static bool CanMeet(FunctionType declared)
        => declared.Parameters.Length <= MaxParameters && declared.Results.Length <= 1
            && declared.Parameters.Concat(declared.Results).All(type => type == ValueType.I32);

    public static Delegate Adapt(Delegate body, FunctionType declared)
    {
        ParameterExpression[] given = [.. declared.Parameters.Select(_ => Expression.Parameter(typeof(int)))];
        int wanted = body.Method.GetParameters().Length;
        IEnumerable<Expression> passed = Enumerable.Range(0, wanted).Select(i => i < given.Length ? (Expression)given[i] : Expression.Constant(0));
        Expression call = Expression.Invoke(Expression.Constant(body), passed);
        bool returns = declared.Results.Length == 1;
        if (returns && call.Type == typeof(void))
            call = Expression.Block(call, Expression.Constant(0));
        else if (!returns && call.Type != typeof(void))
            call = Expression.Block(typeof(void), call);

        Type shape = Expression.GetDelegateType([.. given.Select(p => p.Type), returns ? typeof(int) : typeof(void)]);
        return Expression.Lambda(shape, call, given).Compile();
    }
}
