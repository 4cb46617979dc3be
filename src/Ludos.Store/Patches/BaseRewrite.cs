namespace Ludos.Store;

/// <summary>What is done to a patch's first base before the difference is taken. The numbers are part of the format.</summary>
internal enum BaseRewrite : byte
{
    None = 0,

    /// <summary>Row numbers, heap offsets and addresses of a .NET assembly are moved to where the new one has them.</summary>
    Cli = 1,
}
