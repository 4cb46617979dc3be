using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Ludos.Registry.Server;

/// <summary>Closes connections of an address that has too many open. Thread-safe.</summary>
internal sealed class AddressGate
{
    private readonly ConcurrentDictionary<IPAddress, int> _open = new();

    public async Task PassAsync(ConnectionContext connection, Func<Task> next)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        try
        {
            if (_open.AddOrUpdate(address, 1, (_, count) => count + 1) > RegistryLimits.MaxConnectionsPerAddress)
            {
                connection.Abort();
                return;
            }

            await next();
        }
        finally
        {
            if (_open.AddOrUpdate(address, 0, (_, count) => count - 1) == 0)
            {
                _open.TryRemove(KeyValuePair.Create(address, 0));
            }
        }
    }
}
