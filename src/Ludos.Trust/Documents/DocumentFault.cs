namespace Ludos.Trust;

/// <summary>What is wrong with one field of a document. It never leaves <see cref="Document"/>.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It becomes a fault.")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It is made in one way.")]
public sealed class DocumentFault(string path, string problem) : Exception(path.Length == 0 ? $"the document {problem}" : $"{path} {problem}");
