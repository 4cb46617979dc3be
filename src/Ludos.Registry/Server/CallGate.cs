using System.Collections.Concurrent;
using Ludos.Base;
using Ludos.Registry.Accounts;
using Ludos.Registry.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>Who may make a call, how often and how many at once. Thread-safe.</summary>
internal sealed class CallGate(IRegistryCatalogue catalogue, Logins logins, RegistryClock clock, IClock monotonic)
{
    private readonly ConcurrentDictionary<string, int> _underWay = new(StringComparer.Ordinal);
    private readonly RateCounter _changes = new(monotonic, RegistryLimits.MaxChangesPerMinute);
    private readonly RateCounter _questions = new(monotonic, RegistryLimits.MaxQuestionsPerMinute);

    /// <summary>Makes a call that changes something, or answers why it may not be made.</summary>
    public async Task ChangeAsync(HttpContext context, Func<Caller, Task> call)
    {
        if (!logins.CallerOf(context.Request.Headers.Authorization, clock.Now).TryGet(out var caller, out var fault))
        {
            await Problem.AnswerAsync(context, fault);
            return;
        }

        if (!_changes.TryCount(caller.Account))
        {
            await Problem.AnswerAsync(context, RegistryErrorCode.TooMany, $"{caller.Account} made more than {RegistryLimits.MaxChangesPerMinute} requests within a minute.", "Wait a little.");
            return;
        }

        try
        {
            if (_underWay.AddOrUpdate(caller.Account, 1, (_, count) => count + 1) > RegistryLimits.MaxChangesPerAccount)
            {
                await Problem.AnswerAsync(context, RegistryErrorCode.TooMany, $"More than {RegistryLimits.MaxChangesPerAccount} requests of {caller.Account} are under way.", "Wait for some of them.");
                return;
            }

            await call(caller);
        }
        finally
        {
            if (_underWay.AddOrUpdate(caller.Account, 0, (_, count) => count - 1) == 0)
            {
                _underWay.TryRemove(KeyValuePair.Create(caller.Account, 0));
            }
        }
    }

    /// <summary>Counts a call that anybody may make and that costs more than a look; null when it may go on.</summary>
    public Fault<RegistryErrorCode>? Question(HttpContext context) => _questions.TryCount(context.Connection.RemoteIpAddress?.ToString() ?? "")
        ? null
        : new Fault<RegistryErrorCode>(RegistryErrorCode.TooMany, $"More than {RegistryLimits.MaxQuestionsPerMinute} such requests came from this address within a minute.", "Wait a little.");

    /// <summary>A module's publisher; null when it was never published.</summary>
    public string? Owner(string moduleId) => catalogue.Read<string?>(reader => reader.Module(moduleId)?.Publisher).TryGet(out var owner, out _) ? owner : "";
}
