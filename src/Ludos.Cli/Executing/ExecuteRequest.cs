namespace Ludos.Cli.Executing;

/// <summary>What a user asked `execute` for.</summary>
internal sealed record ExecuteRequest(string Library, string? Method, string[] Inputs, string Parameters, string? Output, int? Workers, long? Fuel, bool AsJson)
{
    public const string StandardInput = "-";

    /// <summary>Parameters as bytes; null with a reason when they are neither hexadecimal nor a file.</summary>
    public byte[]? ParameterBytes(out string problem)
    {
        problem = "";
        if (Parameters.StartsWith('@'))
        {
            if (File.Exists(Parameters[1..]) && new FileInfo(Parameters[1..]).Length <= Units.LibraryLimits.MaxParameterBytes)
            {
                return File.ReadAllBytes(Parameters[1..]);
            }

            problem = $"--parameters: {Parameters[1..]} is no file of at most {Units.LibraryLimits.MaxParameterBytes} bytes.";
            return null;
        }

        try
        {
            return Convert.FromHexString(Parameters);
        }
        catch (FormatException)
        {
            problem = $"--parameters: '{Parameters}' is not an even number of hexadecimal digits.";
            return null;
        }
    }
}
