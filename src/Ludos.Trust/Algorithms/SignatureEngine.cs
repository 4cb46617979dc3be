using Ludos.Platform.Engines;

namespace Ludos.Trust;

/// <summary>
/// Which of the two implementations of Ed25519 this process uses. libsodium is taken where it is, unless LUDOS_SODIUM=0; but only when it gives the verdicts
/// that this version demands: implementations differ about keys with a part of small order, and two machines must never disagree about a signature.
/// </summary>
public static class SignatureEngine
{
    /// <summary>Set to 0, nothing asks libsodium.</summary>
    public const string Variable = "LUDOS_SODIUM";

    private static readonly Lazy<string?> Complaint = new(FindComplaint);

    /// <summary>What computes signatures, for messages: its name, and why it is not the other one.</summary>
    public static string Description => UsesSodium ? $"libsodium {Sodium.Version}" : $"managed ({Complaint.Value})";

    /// <summary>Whether signatures are libsodium's work.</summary>
    public static bool UsesSodium => Complaint.Value is null;

    internal static bool IsSodiumAllowed { get; } = Environment.GetEnvironmentVariable(Variable) != "0" && Sodium.IsPresent;

    private static string? FindComplaint() =>
        Environment.GetEnvironmentVariable(Variable) == "0" ? $"{Variable}=0 forbids libsodium"
        : !Sodium.IsPresent ? "libsodium is not installed"
        : !EdgeVerdicts.Hold(Sodium.Verify) ? $"libsodium {Sodium.Version} judges keys of mixed order otherwise"
        : null;
}
