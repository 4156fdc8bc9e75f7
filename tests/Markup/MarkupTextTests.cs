namespace ScriptChat.Markup.Tests;

[TestFixture]
internal sealed class MarkupTextTests
{
    [TestCase("Hello there.")]
    [TestCase("1. e4")]
    [TestCase("1. e4 e5 2. Nf3")]
    [TestCase("_name_ and __init__ and snake_case_name")]
    [TestCase("2 * 3 * 4 and 2*3*4 and 2**10")]
    [TestCase("- 5 degrees")]
    [TestCase("* sighs")]
    [TestCase("# of items: 5")]
    [TestCase("#1 and C# and F#")]
    [TestCase("a < b && b > c, <b>not bold</b>, &lt;b&gt; &copy;")]
    [TestCase("C:\\temp\\new [x] (y) ~5 ~ 6")]
    [TestCase("X | O | X\n---------\n  | X |  ")]
    [TestCase("    four blanks\n\tand a tab")]
    [TestCase("Title\n===\nand\n---")]
    [TestCase("[Tom]: hello")]
    [TestCase("[not a link](javascript:alert(1)) [nor this](data:text/html,x) [nor that](//evil.example) <javascript:alert(1)>")]
    [TestCase("![picture](data:image/png;base64,AAAA)")]
    [TestCase("10:30 - 11:00, a/b, a|b, :-) ;-) >:(")]
    [TestCase("price: 5$, 6$; 50% off ^_^ \\o/")]
    [TestCase("")]
    public void Text_ThatIsNotClearlyMarkdown_IsLeftAsItStands(string text) => Assert.That(MarkupText.ToHtml(text), Is.Null);

    [TestCase("This is **bold**, *slanted* and ~~gone~~.", "<p>This is <strong>bold</strong>, <em>slanted</em> and <del>gone</del>.</p>")]
    [TestCase("line one\n*line* two", "<p>line one<br>\n<em>line</em> two</p>")]
    [TestCase("`code` here", "<p><code>code</code> here</p>")]
    [TestCase("```python\nprint('<b>')\n```", "<pre><code>print('&lt;b&gt;')\n</code></pre>")]
    [TestCase("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>")]
    [TestCase("3. c\n4. d\n7. e", "<ol start=\"3\">\n<li>c</li>\n<li>d</li>\n<li value=\"7\">e</li>\n</ol>")]
    [TestCase("1. a\n1. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>")]
    [TestCase("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>")]
    [TestCase("# Title\ntext", "<h2>Title</h2>\n<p>text</p>")]
    [TestCase("#### Small\ntext", "<p><strong>Small</strong></p>\n<p>text</p>")]
    [TestCase("|a|b|\n|-|-|\n|1|2|", "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>")]
    [TestCase("|a|b|c|d|\n|:-|:-:|-:|-|\n|1|2|3|4|", "<table>\n<thead>\n<tr>\n<th align=\"left\">a</th>\n<th align=\"center\">b</th>\n<th align=\"right\">c</th>\n<th>d</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"left\">1</td>\n<td align=\"center\">2</td>\n<td align=\"right\">3</td>\n<td>4</td>\n</tr>\n</tbody>\n</table>")]
    [TestCase("\\*not slanted\\*", "<p>*not slanted*</p>")]
    [TestCase("**a** <b>x</b> &lt; _y_ 2*3*4", "<p><strong>a</strong> &lt;b&gt;x&lt;/b&gt; &amp;lt; _y_ 2*3*4</p>")]
    public void Markdown_InAMessage_IsHtml(string text, string html) => Assert.That(MarkupText.ToHtml(text), Is.EqualTo(html));

    [TestCase("see https://example.org/a?b=1&c=2", "https://example.org/a?b=1&amp;c=2")]
    [TestCase("[here](https://example.org/)", "https://example.org/")]
    [TestCase("<https://example.org/>", "https://example.org/")]
    [TestCase("write to mailto:ann@example.org", "mailto:ann@example.org")]
    [TestCase("![a picture](https://example.org/spy.png)", "https://example.org/spy.png")]
    [TestCase("[a](HTTPS://example.org \"title\" )", "HTTPS://example.org")]
    public void Link_ToTheWeb_OpensElsewhereAndTellsNothing(string text, string address)
    {
        var html = MarkupText.ToHtml(text);
        Assert.That(html, Does.Contain($"<a href=\"{address}\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">"));
        Assert.That(html, Does.Not.Contain("<img").And.Not.Contain("title="));
    }

    [TestCase("**x** [a](javascript:alert(1))")]
    [TestCase("**x** [a](JaVaScRiPt:alert(1)) [b](vbscript:x) [c](data:text/html,<script>)")]
    [TestCase("**x** [a](java\nscript:alert(1))")]
    [TestCase("**x** <javascript:alert(1)> ![a](javascript:alert(1))")]
    [TestCase("**x** <script>alert(1)</script><img src=x onerror=alert(1)>")]
    [TestCase("**x** [a](https://e.org/\"onmouseover=alert(1)//)")]
    [TestCase("```\"><script>alert(1)</script>\nx\n```")]
    [TestCase("|a<svg onload=alert(1)>|b|\n|-|-|\n|1|2|")]
    [TestCase("**x** \u0000 \ud83d \u202e &#x3c;script&#x3e;")]
    public void Text_Hostile_HasNothingThatRuns(string text)
    {
        var html = MarkupText.ToHtml(text)!;
        Assert.That(html, Does.Not.Match("(?i)<(script|img|svg|iframe|style|form|input)|<[^>]*\\son\\w+=|href=\"(?!https?:|mailto:)"));
    }

    [Test]
    public void Text_TooLongTooDeepOrTooWide_IsLeftAsItStands()
    {
        Assert.That(MarkupText.ToHtml("**x** " + new string('a', MarkupText.LongestText)), Is.Null);
        Assert.That(MarkupText.ToHtml(string.Concat(Enumerable.Repeat("> ", 5000)) + "x"), Is.Null);
        Assert.That(MarkupText.ToHtml(string.Concat(Enumerable.Range(0, 60).Select(depth => new string(' ', depth * 2) + "- x\n"))), Is.Null);
        var wide = string.Concat(Enumerable.Repeat("|a", 1000));
        Assert.That(MarkupText.ToHtml(wide + "\n" + string.Concat(Enumerable.Repeat("|-", 1000)) + string.Concat(Enumerable.Repeat("\n|", 5000))), Is.Null);
    }

    [TestCase("[")]
    [TestCase("*a **b ")]
    [TestCase("`a ``b ")]
    [TestCase("![[](")]
    [TestCase("<a")]
    [TestCase("> - 1. ")]
    [TestCase("|\n")]
    [TestCase("~~a*b~~*")]
    [TestCase("\\*")]
    [TestCase("https://a.b/(")]
    [TestCase("😀*")]
    [TestCase("a\n* b\n\n")]
    public void Text_MadeToBeSlow_EndsSoon(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, MarkupText.LongestText / part.Length));
        var done = Task.Run(() => MarkupText.ToHtml(text));
        // Far more than it takes: what is meant is that it does not grow with the square of its length.
        Assert.That(async () => await done.WaitAsync(TimeSpan.FromSeconds(20)), Throws.Nothing);
    }
}
