namespace Ludos.Base;

/// <summary>A document is not what its reader takes. Never leaves the reader, which turns it into a <see cref="Fault{TCode}"/>.</summary>
/// <param name="message">Part of a sentence that names the field: "\"module.id\" is missing".</param>
public sealed class DocumentException(string message) : Exception(message);
