namespace Ludos.State;

/// <summary>One change of one control of a device, as an attached process reports it. What the numbers mean is the owner's business; both values are finite.</summary>
public readonly record struct PeerIntentSample(byte Device, ushort Control, float Value, float Value2);
