using Ludos.Base;
using Ludos.Store;

namespace Ludos.Registry.Objects;

/// <summary>What the file system and the codec complain about, in the registry's terms.</summary>
internal static class ObjectFaults
{
    private const int NoSpace = 28;
    private const int TooBig = 27;
    private const int QuotaUsedUp = 122;

    public static Fault<RegistryErrorCode> Of(Exception error, string path) => error.HResult is NoSpace or TooBig or QuotaUsedUp || error is ArgumentOutOfRangeException
        ? new Fault<RegistryErrorCode>(RegistryErrorCode.StorageFull, "The registry's disk is full.", "Make room on the registry's disk, then try again.")
        : new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, $"The registry cannot use its file {Path.GetFileName(path)}: {error.GetType().Name}.", "Look at the registry's disk.");

    /// <summary>An object that was stored does not decode.</summary>
    public static Fault<RegistryErrorCode> Of(Fault<StoreErrorCode> fault) => fault.Code switch
    {
        StoreErrorCode.TooLarge => new Fault<RegistryErrorCode>(RegistryErrorCode.TooLarge, fault.Message),
        StoreErrorCode.Damaged or StoreErrorCode.KeyNeeded => new Fault<RegistryErrorCode>(RegistryErrorCode.WrongDigest, fault.Message, "Upload it again."),
        _ => new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, fault.Message, fault.Mend),
    };

    /// <summary>An object that is just coming does not decode.</summary>
    public static Fault<RegistryErrorCode> OfUpload(Fault<StoreErrorCode> fault) => fault.Code switch
    {
        StoreErrorCode.TooLarge => new Fault<RegistryErrorCode>(RegistryErrorCode.TooLarge, fault.Message, "Upload it in chunks."),
        StoreErrorCode.Damaged => new Fault<RegistryErrorCode>(RegistryErrorCode.WrongDigest, fault.Message, "Send the bytes whose SHA-256 is in the address, whole, in the encoding that Content-Encoding names."),
        _ => new Fault<RegistryErrorCode>(RegistryErrorCode.WrongEncoding, fault.Message, "Send it in an encoding that the registry has."),
    };
}
