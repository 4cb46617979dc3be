using System.Net;

namespace Ludos.Distribution;

/// <summary>The machine's proxy for everything but the machine itself: a registry on this machine is not behind it. Thread-safe as the proxy is.</summary>
internal sealed class ProxyBeyondLoopback(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
