using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;

namespace Ludos.Wasm.Caching;

/// <summary>What emitted code depends on beside the module and the options: this build of the engine, the framework, the processor's abilities.</summary>
internal static class EngineIdentity
{
    public static byte[] Digest { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Describe()));

    /// <summary>A build's identity is a hash of its sources, so whatever changes what is emitted changes this text.</summary>
    public static string Describe() => string.Join('\n',
        typeof(EngineIdentity).Module.ModuleVersionId,
        typeof(object).Module.ModuleVersionId,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.ProcessArchitecture,
        string.Join(' ', Abilities().Where(ability => ability.IsThere).Select(ability => ability.Name)),
        Vector<byte>.Count);

    private static (string Name, bool IsThere)[] Abilities() =>
    [
        (nameof(Sse41), Sse41.IsSupported),
        (nameof(Sse42), Sse42.IsSupported),
        (nameof(Popcnt), Popcnt.IsSupported),
        (nameof(Lzcnt), Lzcnt.IsSupported),
        (nameof(Bmi1), Bmi1.IsSupported),
        (nameof(Bmi2), Bmi2.IsSupported),
        (nameof(Avx), Avx.IsSupported),
        (nameof(Avx2), Avx2.IsSupported),
        (nameof(Fma), Fma.IsSupported),
        (nameof(Avx512F), Avx512F.IsSupported),
        (nameof(Avx512BW), Avx512BW.IsSupported),
        (nameof(Avx512Vbmi), Avx512Vbmi.IsSupported),
        (nameof(AdvSimd), AdvSimd.IsSupported),
        (nameof(Dp), Dp.IsSupported),
        (nameof(Rdm), Rdm.IsSupported),
        (nameof(Crc32), Crc32.IsSupported),
    ];
}
