using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Execution;

/// <summary>
/// Read, modify and write at once; each returns what was there before. Those of fewer than 32 bits take the low bits of an int, and return theirs zero above.
/// Addresses are aligned and were found to lie within memory.
/// </summary>
internal static unsafe class AtomicOps
{
    /// <summary>The method for an access that is no load. A store is an exchange.</summary>
    public static string NameOf(AtomicAccess access) =>
        $"{(access.Kind == AtomicKind.Store ? AtomicKind.Exchange : access.Kind)}{access.Bytes * 8}";

    public static long Add64(byte* place, long value) => Interlocked.Add(ref *(long*)place, value) - value;

    public static long Sub64(byte* place, long value) => Add64(place, -value);

    public static long And64(byte* place, long value) => Interlocked.And(ref *(long*)place, value);

    public static long Or64(byte* place, long value) => Interlocked.Or(ref *(long*)place, value);

    public static long Xor64(byte* place, long value)
    {
        for (var seen = Volatile.Read(ref *(long*)place); ;)
        {
            var before = Interlocked.CompareExchange(ref *(long*)place, seen ^ value, seen);
            if (before == seen)
            {
                return seen;
            }

            seen = before;
        }
    }

    public static long Exchange64(byte* place, long value) => Interlocked.Exchange(ref *(long*)place, value);

    public static long CompareExchange64(byte* place, long expected, long value) => Interlocked.CompareExchange(ref *(long*)place, value, expected);

    public static int Add32(byte* place, int value) => Interlocked.Add(ref *(int*)place, value) - value;

    public static int Sub32(byte* place, int value) => Add32(place, -value);

    public static int And32(byte* place, int value) => Interlocked.And(ref *(int*)place, value);

    public static int Or32(byte* place, int value) => Interlocked.Or(ref *(int*)place, value);

    public static int Xor32(byte* place, int value)
    {
        for (var seen = Volatile.Read(ref *(int*)place); ;)
        {
            var before = Interlocked.CompareExchange(ref *(int*)place, seen ^ value, seen);
            if (before == seen)
            {
                return seen;
            }

            seen = before;
        }
    }

    public static int Exchange32(byte* place, int value) => Interlocked.Exchange(ref *(int*)place, value);

    public static int CompareExchange32(byte* place, int expected, int value) => Interlocked.CompareExchange(ref *(int*)place, value, expected);

    public static int Add16(byte* place, int value) => Change16(place, value, static (seen, value) => seen + value);

    public static int Sub16(byte* place, int value) => Change16(place, value, static (seen, value) => seen - value);

    public static int And16(byte* place, int value) => Change16(place, value, static (seen, value) => seen & value);

    public static int Or16(byte* place, int value) => Change16(place, value, static (seen, value) => seen | value);

    public static int Xor16(byte* place, int value) => Change16(place, value, static (seen, value) => seen ^ value);

    public static int Exchange16(byte* place, int value) => Interlocked.Exchange(ref *(ushort*)place, (ushort)value);

    public static int CompareExchange16(byte* place, int expected, int value) => Interlocked.CompareExchange(ref *(ushort*)place, (ushort)value, (ushort)expected);

    public static int Add8(byte* place, int value) => Change8(place, value, static (seen, value) => seen + value);

    public static int Sub8(byte* place, int value) => Change8(place, value, static (seen, value) => seen - value);

    public static int And8(byte* place, int value) => Change8(place, value, static (seen, value) => seen & value);

    public static int Or8(byte* place, int value) => Change8(place, value, static (seen, value) => seen | value);

    public static int Xor8(byte* place, int value) => Change8(place, value, static (seen, value) => seen ^ value);

    public static int Exchange8(byte* place, int value) => Interlocked.Exchange(ref *place, (byte)value);

    public static int CompareExchange8(byte* place, int expected, int value) => Interlocked.CompareExchange(ref *place, (byte)value, (byte)expected);

    private static int Change16(byte* place, int value, Func<int, int, int> change)
    {
        for (var seen = Volatile.Read(ref *(ushort*)place); ;)
        {
            var before = Interlocked.CompareExchange(ref *(ushort*)place, (ushort)change(seen, value), seen);
            if (before == seen)
            {
                return seen;
            }

            seen = before;
        }
    }

    private static int Change8(byte* place, int value, Func<int, int, int> change)
    {
        for (var seen = Volatile.Read(ref *place); ;)
        {
            var before = Interlocked.CompareExchange(ref *place, (byte)change(seen, value), seen);
            if (before == seen)
            {
                return seen;
            }

            seen = before;
        }
    }
}
