namespace Ludos.Wasm.Tests.Wast.Scripts;

/// <summary>What was done to a valid module's text so that it can be run without a proposal that it uses in passing.</summary>
internal enum Adaptation
{
    None,
    TagsLeftOut,

    /// <summary>Typed function references were read as plain ones.</summary>
    ReferencesErased,
}
