using Ludos.Web.Access;

namespace Ludos.Web.Tests.Access;

public sealed class AccessLedgerTests
{
    [Fact]
    public void A_token_opens_once()
    {
        var ledger = new AccessLedger();
        var token = ledger.IssueToken();
        Assert.Equal(43, token.Length);

        var secret = ledger.Redeem(token);
        Assert.True(ledger.Knows(secret));
        Assert.Null(ledger.Redeem(token));
    }

    [Fact]
    public void Nothing_else_opens()
    {
        var ledger = new AccessLedger();
        var token = ledger.IssueToken();
        Assert.Null(ledger.Redeem(""));
        Assert.Null(ledger.Redeem(token[..42]));
        Assert.Null(ledger.Redeem(new string('A', 43)));
        Assert.False(ledger.Knows(null));
        Assert.False(ledger.Knows(token));
        Assert.False(ledger.Knows(new string('A', 43)));
    }

    [Fact]
    public void Tokens_and_browsers_are_bounded_and_the_oldest_go()
    {
        var ledger = new AccessLedger();
        var tokens = Enumerable.Range(0, WebLimits.MaxUnusedTokens + 1).Select(_ => ledger.IssueToken()).ToArray();
        Assert.Equal(tokens.Length, tokens.Distinct().Count());
        Assert.Null(ledger.Redeem(tokens[0]));

        var first = ledger.Redeem(tokens[1])!;
        for (var i = 0; i < WebLimits.MaxBrowsers; i++)
        {
            Assert.True(ledger.Knows(first));
            Assert.NotNull(ledger.Redeem(ledger.IssueToken()));
        }

        Assert.False(ledger.Knows(first));
    }
}
