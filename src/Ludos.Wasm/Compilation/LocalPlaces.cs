using System.Reflection.Emit;
using Ludos.Wasm.Compilation.Splitting;

namespace Ludos.Wasm.Compilation;

/// <summary>Where each wasm local lives: an argument or an IL local, some widened to 64 bits.</summary>
/// <param name="ownPlaces">By wasm local; null for a parameter that stays an argument.</param>
/// <param name="wide">By wasm local: an i32 whose place is a native integer, zero above.</param>
internal sealed class LocalPlaces(ILWriter il, LocalBuilder?[] ownPlaces, bool[] wide)
{
    /// <summary>Declares them; with <paramref name="zero"/> those that are no parameters start as zero.</summary>
    /// <param name="only">The locals that the method uses; null for all.</param>
    public static LocalPlaces Declare(ILWriter il, ValueType[] types, int parameters, bool[] addresses, bool zero, LocalSet? only = null)
    {
        var wide = addresses.Select((address, local) => address && types[local] == ValueType.I32).ToArray();
        var own = new LocalBuilder?[types.Length];
        var places = new LocalPlaces(il, own, wide);
        for (var i = 0; i < types.Length; i++)
        {
            if (only is not null && !only.Contains(i))
            {
                continue;
            }

            if (wide[i] || i >= parameters)
            {
                own[i] = il.DeclareLocal(wide[i] ? typeof(nuint) : ClrShape.Of(types[i]));
            }

            if (i < parameters && wide[i])
            {
                il.LoadArgument(i + 1);
                places.Store(i);
            }
            else if (i >= parameters && zero)
            {
                il.LoadConstant(types[i], 0);
                places.Store(i);
            }
        }

        return places;
    }

    public void Load(int local)
    {
        LoadPlace(local);
        if (wide[local])
        {
            il.Emit(OpCodes.Conv_I4);
        }
    }

    /// <summary>An i32 as a native integer, zero above.</summary>
    public void LoadWide(int local)
    {
        LoadPlace(local);
        if (!wide[local])
        {
            il.Emit(OpCodes.Conv_U);
        }
    }

    public void Store(int local)
    {
        if (wide[local])
        {
            il.Emit(OpCodes.Conv_U);
        }

        if (ownPlaces[local] is { } place)
        {
            il.Emit(OpCodes.Stloc, place);
        }
        else
        {
            il.StoreArgument(local + 1);
        }
    }

    private void LoadPlace(int local)
    {
        if (ownPlaces[local] is { } place)
        {
            il.Emit(OpCodes.Ldloc, place);
        }
        else
        {
            il.LoadArgument(local + 1);
        }
    }
}
