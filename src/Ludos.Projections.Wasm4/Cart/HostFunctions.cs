using System.Collections.Frozen;
using Ludos.Wasm;

namespace Ludos.Projections.Wasm4.Cart;

/// <summary>Every function a WASM-4 host supplies, by the name carts import it under. All parameters are i32.</summary>
internal static class HostFunctions
{
    public static readonly FrozenDictionary<string, Func<HostCalls, Delegate>> ByName = new Dictionary<string, Func<HostCalls, Delegate>>
    {
        ["blit"] = calls => new Action<int, int, int, int, int, int>(calls.Blit),
        ["blitSub"] = calls => new Action<int, int, int, int, int, int, int, int, int>(calls.BlitSub),
        ["line"] = calls => new Action<int, int, int, int>(calls.Line),
        ["hline"] = calls => new Action<int, int, int>(calls.HLine),
        ["vline"] = calls => new Action<int, int, int>(calls.VLine),
        ["rect"] = calls => new Action<int, int, int, int>(calls.Rect),
        ["oval"] = calls => new Action<int, int, int, int>(calls.Oval),
        ["text"] = calls => new Action<int, int, int>(calls.Text),
        ["textUtf8"] = calls => new Action<int, int, int, int>(calls.TextUtf8),
        ["textUtf16"] = calls => new Action<int, int, int, int>(calls.TextUtf16),
        ["tone"] = calls => new Action<int, int, int, int>(calls.Tone),
        ["diskr"] = calls => new Func<int, int, int>(calls.DiskRead),
        ["diskw"] = calls => new Func<int, int, int>(calls.DiskWrite),
        ["trace"] = calls => new Action<int>(calls.Trace),
        ["traceUtf8"] = calls => new Action<int, int>(calls.TraceUtf8),
        ["traceUtf16"] = calls => new Action<int, int>(calls.TraceUtf16),
        ["tracef"] = calls => new Action<int, int>(calls.TraceF),
    }.ToFrozenDictionary();

    /// <summary>
    /// The function in the shape a cart declares for it. Carts were made for a host that does not count arguments: one that passes fewer gets
    /// zeros for the rest, one that passes more has them ignored, and a result that nobody makes is 0.
    /// </summary>
    public static Delegate Bind(string name, FunctionType declared, HostCalls calls)
    {
        Delegate body = ByName[name](calls);
        return HasShape(body, declared) ? body : ArgumentAdapter.Adapt(body, declared);
    }

    private static bool HasShape(Delegate body, FunctionType declared)
        => body.Method.GetParameters().Length == declared.Parameters.Length
            && declared.Results.Length == (body.Method.ReturnType == typeof(void) ? 0 : 1);
}
