using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Runtime.Loading;

/// <summary>The one door through which bytes become modules of a session: its policy and its time.</summary>
internal sealed class ModuleGate(SessionOptions options)
{
    private readonly ModuleVerifier _verifier = new(options.Trust with { AllowUnsigned = options.Dev });

    /// <summary>Copies and verifies bytes.</summary>
    /// <param name="bundle">The bundle that came with them; empty for none.</param>
    public Result<VerifiedModule, TrustErrorCode> Verify(ReadOnlyMemory<byte> bytes, ModuleOrigin origin, string name, ReadOnlyMemory<byte> bundle = default) =>
        _verifier.Verify(bytes, origin, name, bundle, options.Time.GetUtcNow());

    /// <summary>Verifies bytes where they lie.</summary>
    /// <param name="bundle">The bundle that came with them; empty for none.</param>
    public Result<VerifiedModule, TrustErrorCode> Verify(ModuleBuffer bytes, ModuleOrigin origin, string name, ReadOnlyMemory<byte> bundle = default) =>
        _verifier.Verify(bytes, origin, name, bundle, options.Time.GetUtcNow());

    /// <summary>A refusal in the words of who loads a game.</summary>
    public static Fault<GameErrorCode> Refused(Fault<TrustErrorCode> fault) => new(
        fault.Code is TrustErrorCode.Empty or TrustErrorCode.TooLarge or TrustErrorCode.BadContainer or TrustErrorCode.BadPath ? GameErrorCode.BadModule : GameErrorCode.Untrusted,
        fault.Message,
        fault.Mend);
}
