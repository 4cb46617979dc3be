namespace Ludos.Protocols;

/// <summary>A generated builder of a struct.</summary>
public interface IStructBuilder<TSelf>
    where TSelf : IStructBuilder<TSelf>, allows ref struct
{
    static abstract int DataWords { get; }

    static abstract int Pointers { get; }

    static abstract TSelf From(StructBuilder raw);
}

/// <summary>A generated reader of a struct.</summary>
public interface IStructReader<TSelf>
    where TSelf : IStructReader<TSelf>, allows ref struct
{
    static abstract TSelf From(StructReader raw);
}

/// <summary>A reader of a list of one kind of elements.</summary>
public interface IListReader<TSelf>
    where TSelf : IListReader<TSelf>, allows ref struct
{
    static abstract ElementSize ElementSize { get; }

    static abstract TSelf From(ListReader raw);
}

/// <summary>A builder of a list of one kind of elements.</summary>
public interface IListBuilder<TSelf>
    where TSelf : IListBuilder<TSelf>, allows ref struct
{
    static abstract ElementSize ElementSize { get; }

    /// <summary>Of one element, for lists of structs.</summary>
    static abstract int DataWords { get; }

    /// <summary>Of one element, for lists of structs.</summary>
    static abstract int Pointers { get; }

    static abstract TSelf From(ListBuilder raw);
}
