using System.Collections.Concurrent;
using Ludos.Wasm.Tests.Wast.Scripts;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>Runs each script once, for all tests that ask about it.</summary>
internal static class ScriptReports
{
    private static readonly ConcurrentDictionary<string, Lazy<ScriptReport>> Reports = new(StringComparer.Ordinal);

    public static ScriptReport Of(string script) =>
        Reports.GetOrAdd(script, name => new Lazy<ScriptReport>(() => ScriptRunner.Run(name, ConformanceData.Read(name)))).Value;
}
