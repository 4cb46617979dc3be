using Ludos.Registry.Pages;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>The road of a request: which call it is, and who may make it. Nothing of the file system is reached by a path of the request.</summary>
internal sealed class Router(RegistryCalls calls)
{
    private const string YankSuffix = "/yank";
    private const string RequestSuffix = "/request";
    private const string TilePrefix = "tile/";

    public async Task RouteAsync(HttpContext context)
    {
        try
        {
            SecurityHeaders.ApplyToBytes(context.Response.Headers);
            await DispatchAsync(context);
        }
        catch (BadHttpRequestException error)
        {
            await Problem.AnswerAsync(context, BodyReader.Of(error));
        }
        catch (OperationCanceledException)
        {
            // The client went away.
            context.Abort();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            calls.Report(error);
            await Problem.AnswerAsync(context, RegistryErrorCode.Unavailable, "The registry met something it did not expect.", "Try again; if it stays, tell who runs the registry.");
        }
    }

    private Task DispatchAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var (first, tail) = Cut(path.AsSpan(1));
        var isPost = HttpMethods.IsPost(context.Request.Method);
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return ReadAsync(context, first, tail);
        }

        return (first, tail) switch
        {
            ("objects", "missing") when isPost => calls.Objects.MissingAsync(context),
            ("objects", _) when HttpMethods.IsPut(context.Request.Method) => calls.Objects.PutAsync(context, tail),
            ("releases", "") when isPost => calls.Releases.PublishAsync(context),
            ("modules", _) when isPost && tail.EndsWith(YankSuffix, StringComparison.Ordinal) => calls.Releases.YankAsync(context, tail[..^YankSuffix.Length]),
            ("login", "challenge") when isPost => calls.Accounts.ChallengeAsync(context),
            ("login", "") when isPost => calls.Accounts.LogInAsync(context),
            ("receipts", "") when isPost => calls.Receipts.OrderAsync(context),
            ("receipts", _) when isPost && tail.EndsWith(RequestSuffix, StringComparison.Ordinal) => calls.Receipts.RequestAsync(context, tail[..^RequestSuffix.Length]),
            ("enrol", "") when isPost => calls.Accounts.EnrolAsync(context),
            _ => Problem.AnswerAsync(context, RegistryErrorCode.WrongMethod, $"There is no call {context.Request.Method} here."),
        };
    }

    private Task ReadAsync(HttpContext context, string first, string tail) => (first, tail) switch
    {
        ("objects", _) => calls.Objects.GetAsync(context, tail),
        ("tuf", _) => calls.Documents.MetadataAsync(context, tail),
        ("targets", _) => calls.Documents.TargetAsync(context, tail),
        ("bundles", _) => calls.Releases.BundleAsync(context, tail),
        ("search", "") => calls.Catalogue.SearchAsync(context),
        ("modules", _) when tail.Length > 0 => calls.Catalogue.ModuleAsync(context, tail),
        ("", "") => calls.Pages.ListAsync(context),
        ("module", _) => calls.Pages.ModuleAsync(context, tail),
        ("publisher", _) => calls.Pages.PublisherAsync(context, tail),
        ("log", "") => calls.Pages.LogAsync(context),
        ("page", _) => PageAssets.ServeAsync(context, tail),
        ("log", "checkpoint") => calls.Documents.ChangingAsync(context, DocumentNames.Checkpoint, Answers.Text),
        ("log", "proof") => calls.Log.ProofAsync(context),
        ("log", "consistency") => calls.Log.ConsistencyAsync(context),
        ("log", _) when tail.StartsWith(TilePrefix, StringComparison.Ordinal) => calls.Log.TileAsync(context, tail[TilePrefix.Length..]),
        ("receipts", "mine") => calls.Receipts.MineAsync(context),
        ("entitlements", "snapshot") => calls.Receipts.SnapshotAsync(context),
        ("revocations", "") => calls.Documents.ChangingAsync(context, DocumentNames.Revocations, Answers.Json),
        ("certificates", _) => calls.Accounts.CertificatesAsync(context, tail),
        ("roots", "") => calls.Documents.ChangingAsync(context, DocumentNames.Roots, Answers.Json),
        _ => Problem.AnswerAsync(context, RegistryErrorCode.NoSuchCall, "There is no such call."),
    };

    private static (string First, string Tail) Cut(ReadOnlySpan<char> path)
    {
        var slash = path.IndexOf('/');
        return slash < 0 ? (path.ToString(), "") : (path[..slash].ToString(), path[(slash + 1)..].ToString());
    }
}
