namespace Ludos.Registry.Catalogue.Sql;

/// <summary>Where the two databases differ.</summary>
/// <param name="Integer">Type of 64-bit integers.</param>
/// <param name="Bytes">Type of byte strings.</param>
/// <param name="SearchSchema">Statements that make what words are searched in.</param>
/// <param name="RemoveWords">Takes a module ($1) out of the search.</param>
/// <param name="AddWords">Puts a module ($1) with its words ($2, separated by spaces) in.</param>
/// <param name="Matches">A condition on <c>modules.id</c> for a query in the database's own form, $1.</param>
/// <param name="MatchQuery">Puts words into that form.</param>
internal sealed record SqlDialect(
    string Integer,
    string Bytes,
    IReadOnlyList<string> SearchSchema,
    string RemoveWords,
    string AddWords,
    string Matches,
    Func<IReadOnlyList<string>, string> MatchQuery);
