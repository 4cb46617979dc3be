using System.Globalization;

namespace Ludos.Runtime.Observability;

/// <summary>Moments of a session that tools wait for. The names are stable: scripts and tests match them.</summary>
public enum MarkerKind
{
    /// <summary>The game is loaded; no tick has run.</summary>
    Open,

    /// <summary>Its units have started: the first tick is next.</summary>
    Ready,

    Paused,
    Resumed,
    Restarted,

    /// <summary>It went on from an older tick, on a branch of its own.</summary>
    Branched,

    /// <summary>New code runs on probation.</summary>
    Flipped,

    /// <summary>A swap ended: promoted, rolled back or refused.</summary>
    Swapped,

    UnitFault,
    ModuleStopped,
    Crashed,

    /// <summary>Ticks are due and none ends.</summary>
    Stalled,

    /// <summary>Ticks end again.</summary>
    Unstalled,

    /// <summary>A process outside damaged what it was granted, or its pin page.</summary>
    Damaged,

    /// <summary>Written by somebody attached to the arena.</summary>
    Note,

    Closed,
}

/// <summary>One marker.</summary>
/// <param name="Module">The module's id, or empty.</param>
public sealed record Marker(MarkerKind Kind, string Game, long Tick, string Module, string Text)
{
    /// <summary>What every line begins with.</summary>
    public const string Prefix = "LUDOS-MARK";

    /// <summary>As one line: prefix, name, then name=value with the text last.</summary>
    public override string ToString()
    {
        var module = Module.Length == 0 ? "" : $" module={Module}";
        var text = Text.Length == 0 ? "" : $" text={Text.ReplaceLineEndings(" ")}";
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix} {Name(Kind)} game={Game} tick={Tick}{module}{text}");
    }

    /// <summary>READY, MODULE-STOPPED and so on.</summary>
    public static string Name(MarkerKind kind) => kind switch
    {
        MarkerKind.UnitFault => "UNIT-FAULT",
        MarkerKind.ModuleStopped => "MODULE-STOPPED",
        _ => kind.ToString().ToUpperInvariant(),
    };
}
