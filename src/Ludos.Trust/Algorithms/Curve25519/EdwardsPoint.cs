using System.Runtime.CompilerServices;

namespace Ludos.Trust;

/// <summary>A point of edwards25519 in extended coordinates (RFC 8032, section 5.1.4): x = X/Z, y = Y/Z, x y = T/Z. Sums are complete: no pair of points is special.</summary>
internal readonly struct EdwardsPoint(in FieldElement x, in FieldElement y, in FieldElement z, in FieldElement t)
{
    private readonly FieldElement _x = x;
    private readonly FieldElement _y = y;
    private readonly FieldElement _z = z;
    private readonly FieldElement _t = t;

    internal static EdwardsPoint Identity => new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    /// <summary>The point that RFC 8032 calls B.</summary>
    internal static EdwardsPoint Base { get; } = FromAffine(CurveConstants.BaseX, CurveConstants.BaseY);

    public static EdwardsPoint operator -(in EdwardsPoint point) => new(-point._x, point._y, point._z, -point._t);

    internal static EdwardsPoint FromAffine(in FieldElement x, in FieldElement y) => new(x, y, FieldElement.One, x * y);

    /// <summary>Reads a point as RFC 8032, section 5.1.3 says, but takes y from the prime on modulo the prime. False when no point has this y.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> bytes, out EdwardsPoint point)
    {
        point = default;
        var y = FieldElement.FromBytes(bytes);
        var yy = y.Squared();
        var u = yy - FieldElement.One;
        var v = (yy * CurveConstants.D) + FieldElement.One;
        var v3 = v.Squared() * v;
        var x = u * v3 * (u * v3.Squared() * v).PowerForRoot();
        var check = v * x.Squared();
        if ((check - u).IsZero() == 0)
        {
            if ((check + u).IsZero() == 0)
            {
                return false;
            }

            x *= CurveConstants.RootOfMinusOne;
        }

        var sign = (ulong)bytes[31] >> 7;
        if (x.IsZero() == 1 && sign == 1)
        {
            return false;
        }

        x = FieldElement.Select(x.IsNegative() ^ sign, x, -x);
        point = FromAffine(x, y);
        return true;
    }

    /// <summary>32 bytes: y, and the sign of x in the highest bit.</summary>
    internal void Encode(Span<byte> bytes)
    {
        var inverse = _z.Inverse();
        (_y * inverse).CopyTo(bytes);
        bytes[31] |= (byte)((_x * inverse).IsNegative() << 7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal EdwardsPoint Doubled()
    {
        var a = _x.Squared();
        var b = _y.Squared();
        var c = _z.Squared();
        var h = a + b;
        var e = h - (_x + _y).Squared();
        var g = a - b;
        var f = c + c + g;
        return new EdwardsPoint(e * f, g * h, f * g, e * h);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal EdwardsPoint Plus(in CachedPoint other)
    {
        var a = (_y - _x) * other.YMinusX;
        var b = (_y + _x) * other.YPlusX;
        var c = _t * other.T2D;
        var d = _z * other.Z2;
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new EdwardsPoint(e * f, g * h, f * g, e * h);
    }

    internal CachedPoint Cached() => new(_y + _x, _y - _x, _z + _z, _t * CurveConstants.TwoD);

    /// <summary>As <see cref="Cached"/>, with Z = 1.</summary>
    internal CachedPoint CachedAffine()
    {
        var inverse = _z.Inverse();
        return FromAffine(_x * inverse, _y * inverse).Cached();
    }
}

/// <summary>A point as a summand: what every sum with it would compute again.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct CachedPoint(in FieldElement yPlusX, in FieldElement yMinusX, in FieldElement z2, in FieldElement t2d)
{
    internal readonly FieldElement YPlusX = yPlusX;
    internal readonly FieldElement YMinusX = yMinusX;
    internal readonly FieldElement Z2 = z2;
    internal readonly FieldElement T2D = t2d;

    internal static CachedPoint Identity => EdwardsPoint.Identity.Cached();

    public static CachedPoint operator -(in CachedPoint point) => new(point.YMinusX, point.YPlusX, point.Z2, -point.T2D);

    /// <param name="choice">0 takes <paramref name="zero"/>, 1 takes <paramref name="one"/>; no branch follows it.</param>
    internal static CachedPoint Select(ulong choice, in CachedPoint zero, in CachedPoint one) => new(
        FieldElement.Select(choice, zero.YPlusX, one.YPlusX),
        FieldElement.Select(choice, zero.YMinusX, one.YMinusX),
        FieldElement.Select(choice, zero.Z2, one.Z2),
        FieldElement.Select(choice, zero.T2D, one.T2D));
}
