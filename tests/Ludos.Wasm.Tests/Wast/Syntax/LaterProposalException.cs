namespace Ludos.Wasm.Tests.Wast.Syntax;

/// <summary>The text uses a proposal outside the engine's feature set. The message is a name from <see cref="Proposal"/>.</summary>
internal sealed class LaterProposalException(string proposal) : Exception(proposal);
