namespace Ludos.State;

/// <summary>One finding of <see cref="Arena.Audit"/>. Everything outside the named region, or pin page, is as it should be.</summary>
/// <param name="Region">The region's name; for a forged pin, the region that the pin was set on.</param>
/// <param name="Pid">The process that was granted the region, or whose pin page it is.</param>
/// <param name="Detail">What was found, as a sentence for people.</param>
public sealed record ArenaDamage(string Region, DamageKind Kind, int Pid, string Detail);
