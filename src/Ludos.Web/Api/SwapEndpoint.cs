using System.Text.Json;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime;
using Ludos.Trust;
using Ludos.Web.Protocol;
using Microsoft.AspNetCore.Http;

namespace Ludos.Web.Api;

/// <summary>Swap and rollback from the page. One at a time; the thread that waits for the outcome is not the game's.</summary>
internal sealed class SwapEndpoint(GameSession session, bool dev) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task SwapAsync(HttpContext context)
    {
        if (!dev)
        {
            await AnswerAsync(context, StatusCodes.Status403Forbidden, "UnsignedNeedsDev", "This game takes no modules from the page.", "Start it with --dev to swap modules of your own.");
            return;
        }

        await OneAtATimeAsync(context, async () =>
        {
            var name = FileName.Clean(context.Request.Query["name"].ToString());
            if (await UploadReader.ReadAsync(context.Request, WebLimits.MaxUploadBytes) is not { } bytes)
            {
                await AnswerAsync(context, StatusCodes.Status413PayloadTooLarge, "TooLarge", $"{name} has more than {WebLimits.MaxUploadBytes} bytes.", "Swap it from the terminal: ./ludos swap MODULE FILE.");
                return;
            }

            var target = TargetOf(context.Request.Query["module"].ToString(), bytes, name);
            if (!target.TryGet(out var module, out var fault))
            {
                await AnswerAsync(context, StatusCodes.Status409Conflict, fault.Code.ToString(), fault.Message, fault.Mend);
                return;
            }

            await AnswerAsync(context, await Task.Run(() => session.Swap(module, bytes, ModuleOrigin.Dropped, name)));
        });
    }

    public Task RollBackAsync(HttpContext context) => OneAtATimeAsync(context, async () =>
    {
        var module = context.Request.Query["module"].ToString();
        await AnswerAsync(context, await Task.Run(() => session.RollBack(module)));
    });

    public void Dispose() => _one.Dispose();

    /// <summary>The module that the page names; else the one that the .gmod's manifest names.</summary>
    private static Result<string, ModuleErrorCode> TargetOf(string named, byte[] bytes, string name)
    {
        if (named.Length > 0)
        {
            return named;
        }

        if (!new ModuleVerifier(allowUnsigned: true).Verify(bytes, ModuleOrigin.Dropped, name).TryGet(out var verified, out var refused))
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.NotAModule, refused.Message, refused.Mend);
        }

        return ModulePackage.Open(verified).TryGet(out var package, out var fault) ? package.Manifest.Id : fault;
    }

    private async Task OneAtATimeAsync(HttpContext context, Func<Task> work)
    {
        if (!await _one.WaitAsync(TimeSpan.Zero))
        {
            await AnswerAsync(context, StatusCodes.Status429TooManyRequests, "Busy", "Another swap is under way.", "Try again when it is done.");
            return;
        }

        try
        {
            await work();
        }
        finally
        {
            _one.Release();
        }
    }

    private static Task AnswerAsync(HttpContext context, Result<SwapReport, SwapErrorCode> outcome) => outcome.TryGet(out var report, out var fault)
        ? WriteAsync(context, StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(new SwapAnswer(true, report), ServerJson.Default.SwapAnswer))
        : AnswerAsync(context, StatusCodes.Status409Conflict, fault.Code.ToString(), fault.Message, fault.Mend);

    private static Task AnswerAsync(HttpContext context, int status, string code, string message, string mend) =>
        WriteAsync(context, status, JsonSerializer.SerializeToUtf8Bytes(new FaultAnswer(false, code, message, mend), ServerJson.Default.FaultAnswer));

    private static async Task WriteAsync(HttpContext context, int status, byte[] json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}
