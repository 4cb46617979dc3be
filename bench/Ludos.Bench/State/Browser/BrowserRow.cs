using System.Globalization;
using System.Text.Json;
using Ludos.Platform;
using Ludos.Runtime;
using Ludos.State;
using Ludos.Web;

namespace Ludos.Bench.State.Browser;

/// <summary>
/// Ten thousand elements in a real browser for a minute: the page counts its uploads and the epochs that its frames came upon, times its frames, and compares
/// every content that it showed with a checksum that the server took of the region.
/// </summary>
internal sealed class BrowserRow : IStateRow
{
    private const int Seconds = 60;
    private const int QuickSeconds = 5;
    private const int WarmUpFrames = 120;
    private const int WindowWidth = 960;
    private const int WindowHeight = 640;

    /// <summary>Sixty frames a second, as a browser's clock shows them.</summary>
    private const double FrameMs = 16.7;

    /// <summary>Epochs that may be on their way when the counts are read.</summary>
    private const int OnTheWay = 8;

    private const string ReadFigures = "Object.fromEntries([...document.querySelectorAll('[data-figure]')].map(e => [e.dataset.figure, Number(e.dataset.value)]))";

    public string Name => "browser";

    public void Run(StateBenchContext context, RowTally tally)
    {
        var game = PointWorld.Make(context);
        if (!GameSession.Open(game, new SessionOptions { Clock = new MonotonicClock() }).TryGet(out var session, out var fault))
        {
            throw new BenchmarkSetupException($"Shoal without its view does not open: {fault}");
        }

        using (session)
        {
            session.StartRealtime();
            if (!WebHost.Start(session, new WebOptions()).TryGet(out var host, out var webFault))
            {
                throw new BenchmarkSetupException(webFault.ToString());
            }

            using (host)
            {
                Show(context, tally, session, host);
            }
        }
    }

    private static void Show(StateBenchContext context, RowTally tally, GameSession session, WebHost host)
    {
        var region = session.Arena.Find(PointWorld.Region).Value;
        using var page = ChromiumPage.Open(context, $"{host.Url}#region={PointWorld.Region}&check=1", WindowWidth, WindowHeight);
        page.WaitFor($"Number(document.querySelector('[data-figure=uploads]')?.dataset.value ?? 0) > {WarmUpFrames}", "any points");
        page.Evaluate("document.querySelector('.region-reset').click()");
        var before = Read(page);
        var seconds = context.Quick ? QuickSeconds : Seconds;
        context.Progress(string.Create(CultureInfo.InvariantCulture, $"browser: {region.Schema.Capacity} elements for {seconds} s ..."));
        Thread.Sleep(TimeSpan.FromSeconds(seconds));
        Report(tally, region, before, Read(page));
        tally.Add(new Check("no screen was asked for", host.Viewers == 0, $"{host.Viewers} pages watch the screen"));
    }

    private static void Report(RowTally tally, Region region, Dictionary<string, double> before, Dictionary<string, double> after)
    {
        var (published, uploads, shown, checkedContents, torn) = (after["published"], after["uploads"], after["shown"], after["checked"], after["torn"]);
        var arrived = after["arrived"] - before["arrived"];
        tally.Add(new Figure("epochs published", published, ""));
        tally.Add(new Figure("frames of the feed that arrived", arrived, "", Spread: string.Create(CultureInfo.InvariantCulture, $"{after["skipped"] - before["skipped"]:0} epochs left out: the newest wins")));
        tally.Add(new Figure("epochs shown", shown, "", Spread: string.Create(CultureInfo.InvariantCulture, $"{100 * shown / published:0.0} % of those published")));
        tally.Add(new Figure("uploads", uploads, ""));
        tally.Add(new Figure("torn", torn, "", AtMost: 0));
        tally.Add(new Figure("frame interval p99", after["interval"], "ms", AtMost: FrameMs));
        tally.Add(new Figure("work in a frame p99", after["work"], "ms", AtMost: FrameMs));
        tally.Add(new Check("uploads = epochs", shown > 0 && uploads == shown + after["revoked"] && after["revoked"] == 0,
            string.Create(CultureInfo.InvariantCulture, $"{uploads:0} uploads, {shown:0} epochs, {after["revoked"]:0} reads revoked")));
        tally.Add(new Check("every content shown was checked", checkedContents > 0 && checkedContents >= uploads - OnTheWay,
            string.Create(CultureInfo.InvariantCulture, $"{checkedContents:0} of {uploads:0} compared with the server's checksum")));
        tally.Add(new Check("nothing was refused", after["refused"] == before["refused"], string.Create(CultureInfo.InvariantCulture, $"{after["refused"]:0} frames")));
        tally.Add(new Check("ten thousand elements", region.Schema.Capacity == PointWorld.Elements));
    }

    private static Dictionary<string, double> Read(ChromiumPage page)
    {
        // The page writes its figures twice a second: what it shows next counts from now.
        page.Evaluate("globalThis.shownEpoch = document.querySelector('[data-figure=epoch]').dataset.value");
        page.WaitFor("document.querySelector('[data-figure=epoch]').dataset.value !== globalThis.shownEpoch", "newer figures");
        return page.Evaluate(ReadFigures).EnumerateObject().ToDictionary(figure => figure.Name, figure => figure.Value.ValueKind == JsonValueKind.Number ? figure.Value.GetDouble() : double.NaN);
    }
}
