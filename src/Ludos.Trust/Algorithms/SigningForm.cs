namespace Ludos.Trust;

/// <summary>Tells the forms of signed bytes apart.</summary>
public static class SigningForm
{
    /// <summary>Whether a message begins as its context demands.</summary>
    public static bool Fits(SigningContext context, ReadOnlySpan<byte> message) => context switch
    {
        SigningContext.Envelope => message.StartsWith("DSSEv1 "u8),
        SigningContext.TufMetadata => message.StartsWith("{\""u8) && message.EndsWith("}"u8),
        SigningContext.Checkpoint => !message.StartsWith("DSSEv1 "u8) && !message.StartsWith("{"u8) && message.EndsWith("\n"u8),
        _ => false,
    };
}
