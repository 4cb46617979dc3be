using System.Net.Sockets;
using System.Text;
using Ludos.Base;

namespace Ludos.Platform.Ipc;

internal static class LocalAddress
{
    private const int MaxPathBytesLinux = 107;
    private const int MaxPathBytesElsewhere = 103;

    internal static Result<UnixDomainSocketEndPoint, LocalSocketErrorCode> Of(string path)
    {
        var most = OperatingSystem.IsLinux() ? MaxPathBytesLinux : MaxPathBytesElsewhere;
        var length = Encoding.UTF8.GetByteCount(path);
        return length is 0 || length > most
            ? new Fault<LocalSocketErrorCode>(LocalSocketErrorCode.PathTooLong, $"Socket path '{path}' is {length} bytes long, the platform allows 1 to {most}.", "Set LUDOS_HOME to a shorter folder.")
            : new UnixDomainSocketEndPoint(path);
    }

    internal static Fault<LocalSocketErrorCode> Fault(LocalSocketErrorCode code, string path, string detail) => new(code, $"Socket '{path}': {detail}.");
}
