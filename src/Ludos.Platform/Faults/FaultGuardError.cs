namespace Ludos.Platform.Faults;

/// <summary>Why faults cannot be turned into exceptions.</summary>
public enum FaultGuardError
{
    /// <summary>Another system or processor than Linux on x64.</summary>
    Platform,

    /// <summary>Something else than the .NET runtime handles segmentation faults.</summary>
    ForeignHandler,

    /// <summary>The system refused memory, or the handler.</summary>
    System,
}
