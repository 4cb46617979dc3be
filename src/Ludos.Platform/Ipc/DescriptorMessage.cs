using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Ipc;

/// <summary>Bytes and descriptors over a Unix socket: sendmsg and recvmsg with SCM_RIGHTS.</summary>
internal static unsafe class DescriptorMessage
{
    /// <summary>The kernel's own bound on one message.</summary>
    internal const int MaxDescriptors = 253;

    private const int SocketLevel = 1;
    private const int Rights = 1;
    private const int NoSignal = 0x4000;
    private const int CloseOnExec = 0x40000000;
    private const int ControlTruncated = 8;

    private static readonly int ControlCapacity = Padded(sizeof(ControlHeader) + (MaxDescriptors * sizeof(int)));

    internal static Fault<LocalSocketErrorCode>? Send(SafeHandle socket, ReadOnlySpan<byte> message, ReadOnlySpan<SafeFileHandle> descriptors, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return Unsupported(path);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(descriptors.Length, MaxDescriptors);
        var control = stackalloc byte[ControlCapacity];
        var controlBytes = descriptors.IsEmpty ? 0 : Pack(control, descriptors);
        fixed (byte* bytes = message)
        {
            var sent = 0;
            while (sent < message.Length)
            {
                var vector = new IoVector { Base = bytes + sent, Length = (nuint)(message.Length - sent) };
                var header = new MessageHeader { Vectors = &vector, VectorCount = 1, Control = controlBytes == 0 ? null : control, ControlLength = (nuint)controlBytes };
                var count = Libc.SendMessage(socket, &header, NoSignal);
                if (count < 0)
                {
                    if (Marshal.GetLastPInvokeError() == Libc.EINTR)
                    {
                        continue;
                    }

                    return Failed(path);
                }

                sent += (int)count;
                controlBytes = 0;
            }
        }

        GC.KeepAlive(descriptors.IsEmpty ? null : descriptors[0]);
        return null;
    }

    internal static Fault<LocalSocketErrorCode>? Receive(SafeHandle socket, Span<byte> message, ICollection<SafeFileHandle>? descriptors, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return Unsupported(path);
        }

        var control = stackalloc byte[ControlCapacity];
        fixed (byte* bytes = message)
        {
            var received = 0;
            while (received < message.Length)
            {
                var vector = new IoVector { Base = bytes + received, Length = (nuint)(message.Length - received) };
                var header = new MessageHeader { Vectors = &vector, VectorCount = 1, Control = control, ControlLength = (nuint)ControlCapacity };
                var count = Libc.ReceiveMessage(socket, &header, CloseOnExec);
                if (count < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR)
                {
                    continue;
                }

                if (count < 0)
                {
                    return Failed(path);
                }

                // Taken before anything is judged: a descriptor that nobody owns would stay open for ever.
                Unpack(&header, descriptors);
                if (count == 0)
                {
                    return LocalAddress.Fault(LocalSocketErrorCode.Closed, path, $"the other side closed after {received} of {message.Length} bytes");
                }

                received += (int)count;
                if ((header.Flags & ControlTruncated) != 0)
                {
                    return LocalAddress.Fault(LocalSocketErrorCode.System, path, "more descriptors came than one message can carry");
                }
            }
        }

        return null;
    }

    private static int Pack(byte* control, ReadOnlySpan<SafeFileHandle> descriptors)
    {
        var header = (ControlHeader*)control;
        var length = sizeof(ControlHeader) + (descriptors.Length * sizeof(int));
        *header = new ControlHeader { Length = (nuint)length, Level = SocketLevel, Type = Rights };
        var numbers = (int*)(header + 1);
        for (var index = 0; index < descriptors.Length; index++)
        {
            numbers[index] = (int)descriptors[index].DangerousGetHandle();
        }

        return Padded(length);
    }

    private static void Unpack(MessageHeader* header, ICollection<SafeFileHandle>? descriptors)
    {
        var at = (byte*)header->Control;
        var end = at + header->ControlLength;
        while (end - at >= sizeof(ControlHeader))
        {
            var control = (ControlHeader*)at;
            var length = (long)control->Length;
            if (length < sizeof(ControlHeader) || length > end - at)
            {
                return;
            }

            if (control->Level == SocketLevel && control->Type == Rights)
            {
                var numbers = new ReadOnlySpan<int>(control + 1, (int)((length - sizeof(ControlHeader)) / sizeof(int)));
                foreach (var number in numbers)
                {
                    Own(new SafeFileHandle(number, ownsHandle: true), descriptors);
                }
            }

            at += Padded((int)length);
        }
    }

    private static void Own(SafeFileHandle descriptor, ICollection<SafeFileHandle>? descriptors)
    {
        if (descriptors is null)
        {
            descriptor.Dispose();
        }
        else
        {
            descriptors.Add(descriptor);
        }
    }

    private static int Padded(int length) => (length + sizeof(nuint) - 1) & -sizeof(nuint);

    private static Fault<LocalSocketErrorCode> Failed(string path)
    {
        const int brokenPipe = 32;
        const int connectionReset = 104;
        var error = Marshal.GetLastPInvokeError();
        var code = error switch
        {
            Libc.EAGAIN => LocalSocketErrorCode.TimedOut,
            brokenPipe or connectionReset => LocalSocketErrorCode.Closed,
            _ => LocalSocketErrorCode.System,
        };
        return LocalAddress.Fault(code, path, code == LocalSocketErrorCode.TimedOut ? "the other side said nothing in time" : Marshal.GetPInvokeErrorMessage(error));
    }

    private static Fault<LocalSocketErrorCode> Unsupported(string path) =>
        LocalAddress.Fault(LocalSocketErrorCode.Unsupported, path, "messages with descriptors work on Linux only");
}
