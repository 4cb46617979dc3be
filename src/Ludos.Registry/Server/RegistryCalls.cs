using Ludos.Registry.Pages;

namespace Ludos.Registry.Server;

/// <summary>Every call that a registry answers, by subject.</summary>
/// <param name="Report">Takes what nobody expected.</param>
internal sealed record RegistryCalls(
    ObjectCalls Objects,
    DocumentCalls Documents,
    AccountCalls Accounts,
    ReleaseCalls Releases,
    CatalogueCalls Catalogue,
    LogCalls Log,
    ReceiptCalls Receipts,
    PageCalls Pages,
    Action<Exception> Report);
