using Ludos.Trust;

namespace Ludos.Registry.Pages;

/// <summary>An entry of the log, for people.</summary>
internal sealed record LoggedEntry(long Index, byte[] Bytes);

/// <summary>The transparency log: its checkpoint and its newest entries.</summary>
internal static class LogPage
{
    /// <summary>Entries on the page.</summary>
    public const int Shown = 50;

    public static byte[] Of(string registry, string checkpoint, long size, IReadOnlyList<LoggedEntry> entries)
    {
        var body = new Html()
            .Add($"<div class=\"title\"><h1>Log <span class=\"count\">{size}</span></h1><p class=\"by\">Every certificate, every release and every revocation, in the order in which they came. Nothing is ever taken out.</p></div>")
            .Add($"<section><h2>Checkpoint</h2><pre class=\"note\">{checkpoint}</pre><p class=\"dim\">Tiles lie below <code>/log/tile/</code>, proofs at <code>/log/proof</code> and <code>/log/consistency</code>.</p></section>")
            .Add($"<section><h2>Newest entries</h2><div class=\"wide\"><table><thead><tr><th class=\"number\">Entry</th><th>What</th><th>Leaf hash</th></tr></thead><tbody>")
            .AddAll(entries, entry => $"<tr><td class=\"number\">{entry.Index}</td><td>{Meaning(entry.Bytes)}</td><td>{PageFrame.Digest(TreeHash.Leaf(entry.Bytes).ToString())}</td></tr>")
            .Add($"</tbody></table></div></section>");
        return PageFrame.Of(registry, "Log", "", body.ToMarkup());
    }

    private static Markup Meaning(byte[] entry)
    {
        if (!Envelope.Parse(entry, "entry").TryGet(out var envelope, out _))
        {
            return new Markup("unreadable");
        }

        if (Statement.Parse(envelope, "entry").TryGet(out var statement, out _))
        {
            return Html.Of($"<a href=\"/module/{Uri.EscapeDataString(statement.ModuleId)}/{Uri.EscapeDataString(statement.Version.ToFullString())}\">{statement.ModuleId} {statement.Version.ToFullString()}</a> by <a href=\"/publisher/{Uri.EscapeDataString(statement.Publisher)}\">{statement.Publisher}</a>");
        }

        return Certificate.Parse(envelope, "entry").TryGet(out var certificate, out _)
            ? Html.Of($"certificate for <a href=\"/publisher/{Uri.EscapeDataString(certificate.Terms.Publisher)}\">{certificate.Terms.Publisher}</a>")
            : Html.Of($"{(envelope.PayloadType == PayloadType.Revocations ? "revocation list" : envelope.PayloadType)}");
    }
}
