namespace Ludos.Trust;

/// <summary>Constants of edwards25519 (RFC 8032, section 5.1).</summary>
internal static class CurveConstants
{
    /// <summary>-121665/121666.</summary>
    internal static readonly FieldElement D = Read("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352");

    internal static readonly FieldElement TwoD = D + D;

    internal static readonly FieldElement RootOfMinusOne = Read("b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b");

    internal static readonly FieldElement BaseX = Read("1ad5258f602d56c9b2a7259560c72c695cdcd6fd31e2a4c0fe536ecdd3366921");

    /// <summary>4/5.</summary>
    internal static readonly FieldElement BaseY = Read("5866666666666666666666666666666666666666666666666666666666666666");

    private static FieldElement Read(string littleEndian) => FieldElement.FromBytes(Convert.FromHexString(littleEndian));
}
