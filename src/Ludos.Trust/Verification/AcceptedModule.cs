using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Trust;

/// <summary>A signed module that was accepted.</summary>
/// <param name="ModuleId">Its id.</param>
/// <param name="Version">Its version: the least that is accepted from now on.</param>
/// <param name="Digest">The module digest.</param>
/// <param name="At">When it was first accepted; UTC, whole seconds.</param>
public sealed record AcceptedModule(string ModuleId, SemanticVersion Version, Digest Digest, DateTimeOffset At);
