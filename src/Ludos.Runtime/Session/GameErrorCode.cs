namespace Ludos.Runtime;

/// <summary>Why a game did not open.</summary>
public enum GameErrorCode
{
    /// <summary>Nothing lies at the path.</summary>
    NotFound,

    /// <summary>game.json is not what it should be; the message names the field.</summary>
    BadGame,

    /// <summary>A module of the game is refused; the message names module and reason.</summary>
    BadModule,

    /// <summary>Unsigned content that needs dev mode.</summary>
    Untrusted,

    /// <summary>A dependency is missing or of another version.</summary>
    MissingDependency,

    /// <summary>Two modules claim one region, or a unit reads what nobody declares.</summary>
    RegionConflict,

    /// <summary>Units wait for each other in a circle; the message names it.</summary>
    TickCycle,

    /// <summary>The arena does not fit into what memory there is.</summary>
    OutOfMemory,

    /// <summary>A grant names a region that no process outside may be given.</summary>
    BadGrant,

    /// <summary>The screen or audio region does not fit what game.json says of it.</summary>
    BadScreen,
}
