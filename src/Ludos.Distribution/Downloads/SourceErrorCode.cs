namespace Ludos.Distribution;

/// <summary>Why a source did not give an object.</summary>
public enum SourceErrorCode
{
    /// <summary>It has not this object. Others may; the source goes on being asked for other objects.</summary>
    NotThere,

    /// <summary>It cannot be reached, or the link was cut. Worth another try.</summary>
    Unreachable,

    /// <summary>It answered with what no honest source says: wrong bytes, a wrong range, more bytes than the object has. Not asked again.</summary>
    Lied,

    /// <summary>It refuses the request.</summary>
    Refused,
}
