using Ludos.Base;

namespace Ludos.Cli;

internal enum CheckoutError
{
    NotACheckout,
}

/// <summary>The source checkout that `test`, `bench` and `new` work from.</summary>
internal static class Checkout
{
    public static Result<string, CheckoutError> Root()
    {
        var start = Environment.GetEnvironmentVariable("LUDOS_ROOT") is { Length: > 0 } root ? root : AppContext.BaseDirectory;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ludos.slnx")))
            {
                return folder.FullName;
            }
        }

        return new Fault<CheckoutError>(CheckoutError.NotACheckout, "This command needs a source checkout of Ludos, and none lies at or above the program.", "Run it as ./ludos from a clone.");
    }
}
