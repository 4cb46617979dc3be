using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The committed list of every script: run, or left for the proposal it needs.</summary>
internal sealed class ScriptList
{
    public const string FileName = "scripts.txt";
    private const string Run = "run";
    private const string Later = "later: ";

    private ScriptList(IReadOnlyDictionary<string, string?> proposals) => Proposals = proposals;

    /// <summary>By script name; null for a script that is run.</summary>
    public IReadOnlyDictionary<string, string?> Proposals { get; }

    public IEnumerable<string> ToRun => Proposals.Where(entry => entry.Value is null).Select(entry => entry.Key);

    public static ScriptList Load()
    {
        var entries = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(ConformanceData.ListFolder, FileName)).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var status = line[(space + 1)..];
            var proposal = status.StartsWith(Later, StringComparison.Ordinal) ? status[Later.Length..] : null;
            if (space < 0 || (status != Run && (proposal is null || !Proposal.All.Contains(proposal))))
            {
                throw new FormatException($"{FileName}: '{line}' is neither '<script> {Run}' nor '<script> {Later}<proposal>'.");
            }

            entries.Add(line[..space], proposal);
        }

        return new ScriptList(entries);
    }
}
