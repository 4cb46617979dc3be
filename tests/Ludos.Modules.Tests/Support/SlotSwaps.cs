using Ludos.Base;

namespace Ludos.Modules.Tests.Support;

/// <summary>A switch of one module, said in terms of its slot.</summary>
internal static class SlotSwaps
{
    public static Result<SwapAttempt, SwapErrorCode> BeginSwap(this ModuleSlot slot) =>
        SwapGroup.Begin([slot]).TryGet(out SwapGroup? group, out Fault<SwapErrorCode>? busy) ? group.Attempts[0] : busy;

    public static Result<SwapAttempt, SwapErrorCode> Offer(this ModuleSlot slot, SwapAttempt attempt, IPreparedModule candidate) =>
        attempt.Group.Offer([candidate]).TryGet(out SwapGroup? group, out Fault<SwapErrorCode>? refused) ? group.Attempts.Single(own => own.From.Manifest.Id == slot.ModuleId) : refused;

    public static bool Withdraw(this ModuleSlot slot, SwapAttempt attempt, string why) => slot == attempt.Group.Slots[0] && attempt.Group.Withdraw(why);
}
