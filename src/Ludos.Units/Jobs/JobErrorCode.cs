namespace Ludos.Units;

/// <summary>Why a pool of workers could not be started.</summary>
public enum JobErrorCode
{
    /// <summary>An option is outside its range.</summary>
    BadOption,

    /// <summary>There is no room for the rings.</summary>
    OutOfMemory,
}
