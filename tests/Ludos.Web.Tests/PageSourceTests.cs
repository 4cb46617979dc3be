using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests;

/// <summary>Holds the committed page to its source in web/.</summary>
[Collection(BrowserTests.Name)]
public sealed class PageSourceTests
{
    [NodeFact]
    public async Task The_logic_s_tests_pass_and_the_committed_page_is_what_its_source_builds()
    {
        await WebScript.RunAsync("test.sh");
        await WebScript.RunAsync("build.sh", "--check");
    }
}
