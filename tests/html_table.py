"""html_table.py - pieces of HTML with their visible text, each with its reason; sections are those of the HTML standard.

rows() yields (why, HTML, text or a set of texts that are all right).
"""
from html.entities import html5

# 15.3 says how elements are rendered; the contract, which of them part paragraphs and which lines.
PARAGRAPHS = "h1 h2 h3 h4 h5 h6 p blockquote section article header footer nav figure form pre".split()
LINES = ["div"]
BLOCKS = "address center main aside hgroup details fieldset dialog-open search".split()  # a line or a paragraph
INLINE = ("a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr s samp small span strike "
          "strong sub sup time tt u var unknown x-y").split()
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
EMOJI = ["\U0001f600", "\u2764\ufe0f", "\U0001f1f7\U0001f1fa", "\U0001f44d\U0001f3fd", FAMILY, "1\ufe0f\u20e3", WALES, "\u2b50"]


def elements():
    for n in INLINE:
        yield f"{n} is inline: no space", f"<{n}>word</{n}>s", "words"
        yield f"{n} is inline: no space before", f"un<{n}>do</{n}>", "undo"
        yield f"{n} is inline: the space around stays", f"a <{n}>b</{n}> c", "a b c"
    for n in PARAGRAPHS:
        yield f"{n} parts paragraphs", f"a<{n}>b</{n}>c", "a\n\nb\n\nc"
        yield f"{n} parts paragraphs, white space goes", f" a <{n}> b</{n}> c ", "a\n\n b\n\nc" if n == "pre" else "a\n\nb\n\nc"
        yield f"{n} twice: one empty line", f"<{n}>a</{n}>\n\n<{n}>b</{n}>", "a\n\nb"
        yield f"{n} empty: one empty line", f"a<{n}></{n}>b", "a\n\nb"
    for n in LINES:
        yield f"{n} parts lines", f"a<{n}>b</{n}>c", "a\nb\nc"
        yield f"{n} nested parts lines once", f"<{n}><{n}>a</{n}></{n}><{n}><{n}>b</{n}></{n}>", "a\nb"
        yield f"{n} parts lines, white space goes", f" a \n<{n}> b </{n}>\n c ", "a\nb\nc"
    for n in BLOCKS:
        tag, end = (n.replace("-", " "), n.split("-")[0])
        yield f"{n} is a block", f"a<{tag}>b</{end}>c", {"a\nb\nc", "a\n\nb\n\nc"}
    yield "hr parts paragraphs", "a<hr>b", "a\n\nb"
    yield "hr with a slash", "a<hr/>b<HR noshade />c", "a\n\nb\n\nc"
    for d in ["block", "flex", "grid", "list-item", "table", "BLOCK ;", "block!important", "none;display:block"]:
        yield f"displayed as {d}", f"a<span style='display:{d}'>b</span>c<span style='color:red;display:{d}'><b>d</b></span><i>e</i>", "a\nb\nc\nd\ne"
    for d in ["inline", "inline-block", "blocks", "contents", "block;display:inline"]:
        yield f"displayed as {d}", f"a<span style='display:{d}'>b</span>c", "abc"
    yield "displayed as a block, in a cell", "<table><tr><td><span style='display:block'>a</span><td>b<i style='display:block'>c</i>d</table>", "a b\nc\nd"
    yield "displayed as a block, a cell", "<table><tr><td>a<td style='display:block'>b<td style='display:flex'>c</table>", "a b c"
    yield "displayed as a block, a void element", "a<wbr style='display:block'>b", "ab"
    for d in ["flex", "grid", "inline-flex", "inline-grid", "inline;display:FLEX !important"]:
        yield f"children of what is displayed as {d}", f"<div style='display:{d}'><b>a</b><i>b</i>c<span>d<u>e</u></span>f</div>", "a b c de f"
        yield f"blocks in children of what is displayed as {d}", f"<div style='display:{d}'><a><div>a</div></a><a><div>b</div></a></div>c", "a\nb\nc"
        yield f"children of what is displayed as {d}, white space that counts", f"<pre style='display:{d}'><b>a</b><i>b</i></pre>", "ab"
        yield f"what nobody sees in what is displayed as {d}", f"<p style='display:{d}'>a<script>x</script>b<b hidden>x</b>c<wbr>d<input>e<template>x</template>f", "abcdef"
        yield f"readings in what is displayed as {d}", f"<ruby style='display:{d}'>\u6f22<rt>kan</rt></ruby>", "\u6f22(kan)"
        yield f"an icon in what is displayed as {d}", f"<p style='display:{d}'><i class='material-icons'>home</i>a", "a"
        yield f"links that end one another in what is displayed as {d}", f"<p style='display:{d}'><a href=x>a<a href=y>b</a>c", "a b c"
        yield f"a formula that is shown again in what is displayed as {d}", f"<p style='display:{d}'>a <span class=katex><span><math><mi>x</mi></math></span><span aria-hidden=true>x</span></span> b", "a x b"
    yield "a display that is for few browsers", "<p style='display:flex;display:-webkit-box'><b>a</b><b>c</b>", "a c"
    for d in ["block", "inline", "flex;display:block", "flexible"]:
        yield f"children of what is displayed as {d}", f"<div style='display:{d}'><b>a</b><i>b</i>c</div>", "abc"
    for l in ["ul", "ol", "menu", "dir"]:
        yield f"{l}: items are lines", f"<{l}><li>a</li> <li>b</li>\n<li>c</li></{l}>", "a\nb\nc"
    for l in ["ul", "ol"]:
        yield f"{l} parts paragraphs", f"x<{l}><li>a</li><li>b</li></{l}>y", "x\n\na\nb\n\ny"
        yield f"{l}: end tags of items are optional", f"x<{l}>\n<li>a\n<li>b\n</{l}>y", "x\n\na\nb\n\ny"
    yield "li without a list", "<li>a<li>b", "a\nb"
    yield "table: rows are lines, cells are parted by a space", "x<table><tr><td>a</td><td>b</td></tr><tr><th>c</th><td>d</td></tr></table>y", "x\n\na b\nc d\n\ny"
    yield "table: optional end tags", "<table><tr><td>a<td>b<tr><th>c<td>d</table>", "a b\nc d"
    yield "table: sections", "<table><thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</tbody></table>", {"a b\nc d", "a b\n\nc d"}
    yield "table: sections without end tags", "<table><thead><tr><th>a<th>b<tbody><tr><td>c<td>d<tfoot><tr><td>e</table>", {"a b\nc d\ne", "a b\n\nc d\n\ne"}
    yield "table: white space between cells", "<table>\n <tr>\n  <td> a </td>\n  <td> b </td>\n </tr>\n</table>", "a b"
    yield "table: empty cells", "<table><tr><td></td><td>a</td><td></td><td>b</td><td></td></tr></table>", "a b"
    yield "table: inline in cells", "<table><tr><td>a<b>b</b>c</td><td><i>d</i></td></tr></table>", "abc d"
    yield "table: a break in a cell", "<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a\nb\nc"
    yield "table: a break in the second cell", "<table><tr><td>a<td>b<br>c<td>d</table>", "a b\nc\nd"
    yield "table: a break at the end of a cell", "<table><tr><td>a<br></td><td>b</td></tr></table>", "a\nb"
    yield "table: a break deep in a cell", "<table><tr><td><font><a href=x>a</a><br>b</font></td><td>c</td></tr></table>", "a\nb\nc"
    yield "table: text behind a block in a cell", "<table><tr><td><div>a</div> b<td>c</table>", "a\nb\nc"
    yield "table: what fills a cell behind a block", "<table><tr><td><p>a</p>&nbsp;<td><p>b</p>\u00a0</td><td>c</table>", "a b c"
    for b in ["p", "div"]:
        yield f"table: {b} that is all of a cell", f"<table><tr><td><{b}>a</{b}></td><td><{b}>b</{b}><tr><td>\n <{b}>c</{b}>\n <td>d</table>", "a b\nc d"
        yield f"table: div, in which {b} is all of a cell", f"<table><tr><td><div> <{b}>a</{b}></div></td><td><div><{b}>b</table>", "a b"
        yield f"table: {b} with inline elements in a cell", f"<table><tr><td><{b}><b>a</b>b</{b}></td><td><{b} class=x><a href=y>c</a></table>", "ab c"
    yield "table: paragraphs of one cell", "<table><tr><td>x<td><p>a</p><p>b</p></td><td>y</table>", "x a\n\nb\n\ny"
    yield "table: paragraphs of one cell without end tags", "<table><tr><td><p>a<p>b<td>y</table>", "a\n\nb\n\ny"
    yield "table: a paragraph behind text in a cell", "<table><tr><td>x<p>a</p><td>y</table>", "x\n\na\n\ny"
    yield "table: a line behind a break in a cell", "<table><tr><td>1<td>a<br>b<div>c</div></table>", "1 a\nb\nc"
    yield "table: a paragraph behind a heading in a cell", "<table><tr><td><h2>x</h2><p>a</p><td>y</table>", "x\n\na\n\ny"
    yield "table: lines of one cell", "<table><tr><td><div>a</div><div>b</div><td>y</table>", "a\nb\ny"
    yield "table: a caption", "<table><caption>a</caption><tr><td>b</table>", {"a\nb", "a\n\nb"}
    yield "table: columns show nothing", "<table><colgroup><col><col></colgroup><tr><td>a<td>b</table>", "a b"
    yield "dl: terms and what they mean are lines", "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>", "a\nb\nc\nd"
    yield "dl: optional end tags", "<dl><dt>a<dd>b<dt>c<dd>d</dl>", "a\nb\nc\nd"
    yield "options are lines", "<select><option>a</option><option>b</option></select>", "a\nb"
    yield "options without end tags", "<select><option>a<option selected>b</select>", "a\nb"
    yield "figcaption is a block", "<figure>a<figcaption>b</figcaption></figure>", {"a\nb", "a\n\nb"}
    yield "summary is a block", "<details open><summary>a</summary>b</details>", {"a\nb", "a\n\nb"}
    yield "p ends at the next p", "<p>a<p>b", "a\n\nb"
    for b in ["div", "li", "table><tr><td", "address"]:
        yield f"p ends at {b} and parts paragraphs all the same", f"<p>a<{b}>b", "a\n\nb"
    yield "p ends at a block", "<p>a<h2>b</h2>c", "a\n\nb\n\nc"
    yield "</p> without <p> makes one", "a</p>b", "a\n\nb"
    yield "blocks in inline elements", "<b><p>a</p><p>b</p></b>", "a\n\nb"
    yield "mis-nested inline elements", "<p>a<b>b<i>c</b>d</i>e</p>", "abcde"
    yield "an unknown end tag", "a</nope>b", "ab"
    yield "html, head and body may be left out", "<title>t</title><p>a", "a"
    yield "a whole page", "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<title>t</title>\n<link rel=x href=y>\n<style>a{}</style>\n</head>\n<body class=z>\n<p>a</p>\n</body>\n</html>\n", "a"
    yield "text behind </body> and </html> is of the body", "<body>a</body></html>b", {"ab", "a\nb", "a\n\nb"}
    yield "sub and sup", "H<sub>2</sub>O x<sup>2</sup>", "H2O x2"
    yield "wbr is nothing", "super<wbr>fine", "superfine"
    for r in ["<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>"]:
        yield "ruby is inline", f"a{r}b", {"a漢kan字jib", "a漢(kan)字(ji)b", "a漢字b"}
    yield "ruby: readings without parentheses get some", "a<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>b", "a漢(kan)字(ji)b"
    yield "ruby: optional end tags", "a<ruby>漢<rt>kan<rt>ji</ruby>b", "a漢(kan)(ji)b"
    yield "ruby: parentheses of the page's own", "<ruby>漢<rp>（</rp><rt>kan</rt><rp>）</rp></ruby>b", "漢（kan）b"
    yield "ruby: optional end tags of parentheses", "<ruby>漢<rp>（<rt>kan<rp>）</ruby>b", "漢（kan）b"
    yield "ruby: an empty reading", "<ruby>食<rt>ta</rt>べ<rt></rt></ruby>b", "食(ta)べb"
    yield "ruby: a hidden reading", "<ruby>食<rt hidden>ta</rt></ruby>b", "食b"
    yield "ruby: readings in each other that one tag ends, of which eight are closed", f"<span>{'<ruby>x<rt>' * 20}a</span>b", f"{'x(' * 20}a{')' * 8}b"
    yield "ruby: a reading of nothing", "<p><rt>a</rt>b</p>", "ab"
    yield "ruby: a line ends in a reading", "<ruby>x<rt>a<p>b</ruby>c", {"x(a\n\nb\n\nc", "x(a\n\nbc"}
    yield "void elements show nothing", "a<input value=x><img src=y><embed><area><base><link><meta><param><source><track>b", "ab"
    yield "a void element has no content", "<img>a</img><input>b</input>", "ab"
    yield "a button is inline", "a<button>b</button>c", {"abc", "a b c"}
    yield "textarea: its text is seen, its tags are text", "<textarea>a <b>c</b></textarea>", "a <b>c</b>"


def breaks():
    for n, br in enumerate(["<br>", "<br/>", "<br />", "<BR>", "</br>", "<br clear=all>", '<br class="a>b">', "<br\n>", "<bR\t/>", "<br></br>"]):
        if n < 9:
            yield f"{br!r} is a line break", f"a{br}b", "a\nb"
            yield f"{br!r}: spaces around go", f"a {br}\n b", "a\nb"
            yield f"{br!r} twice: an empty line", f"a{br}{br}b", "a\n\nb"
            yield f"{br!r} twice over lines", f"a{br}\n{br}\nb", "a\n\nb"
            yield f"{br!r} thrice: one empty line", f"a{br}{br} {br}b", "a\n\nb"
            yield f"{br!r} over inline elements", f"<b>a{br}</b><i>{br}b</i>", "a\n\nb"
        yield f"{br!r} at the edges of a paragraph", f"<p>a</p><p>b{br}</p><p>c</p>", {"a\n\nb\n\nc"}
    yield "a break at the end of a div adds no line", "<div>a<br></div><div>b</div>", "a\nb"
    yield "two of them add one", "<div>a<br><br></div><div>b</div>", "a\n\nb"
    yield "a break before a div", "a<br><div>b</div>", "a\nb"
    yield "a break between divs is a line of its own", "<div>a</div><br><div>b</div>", "a\n\nb"
    yield "a div that holds a break only is a line of its own", "<div>a</div><div><br></div><div>b</div>", "a\n\nb"
    yield "breaks at the edges of the text go", "<br><br>a<br><br>", "a"


def spaces():
    for n, s in [("a space", " "), ("a tab", "\t"), ("a line feed", "\n"), ("a form feed", "\f"), ("CR", "\r"), ("CRLF", "\r\n"),
                 ("a run", " \t\n\f\r\n "), ("a reference to a space", "&#32;"), ("a reference to a tab", "&#9;"), ("Tab", "&Tab;"),
                 ("a reference to a line feed", "&#10;"), ("NewLine", "&NewLine;"), ("a no-break space", "\u00a0"), ("nbsp", "&nbsp;"),
                 ("nbsp without semicolon", "&nbsp "), ("many nbsp", "&nbsp; &nbsp;&#160;"), ("em space", "&emsp;"), ("an ideographic space", "\u3000")]:
        yield f"{n} is one space", f"a{s}b", "a b"
        yield f"{n} goes at the edges of a block", f"<p>{s}a{s}</p>{s}<p>{s}b{s}</p>", "a\n\nb"
        yield f"{n} collapses over inline tags", f"a{s}<b>{s}b{s}</b>{s}c", "a b c"
        yield f"{n} goes around a break", f"a{s}<br>{s}b", "a\nb"
        yield f"{n} collapses over a comment", f"a{s}<!-- -->{s}b", "a b"
    yield "no space where there is none", "a<b></b>b<!-- x -->c<script>x</script>d<span> </span>e", "abcd e"
    yield "white space only", " \n\t <p> </p>\n<div>&nbsp;</div>", ""
    yield "nothing", "", ""


def pre():
    yield "pre keeps lines and indentation", "<pre>a\n  b\n    c\nd</pre>", "a\n  b\n    c\nd"
    yield "the line feed behind <pre> goes", "<pre>\na\nb</pre>", "a\nb"
    yield "CRLF behind <pre> goes", "<pre>\r\na\r\nb\rc</pre>", "a\nb\nc"
    yield "only one line feed behind <pre> goes, and empty lines at an edge go anyway", "x<pre>\n\na</pre>", "x\n\na"
    yield "indentation of the first line", "x<pre>  a\n b</pre>", "x\n\n  a\n b"
    yield "indentation of the first line of all", "<pre>  a\n b</pre>", "  a\n b"
    yield "the indentation stands behind the line feed that goes", "<pre>\n  a\n b</pre>", "  a\n b"
    for n in range(17):
        yield f"a tab is spaces to the next multiple of eight, behind {n}", f"<pre>x\n{' ' * n}\ta</pre>", f"x\n{' ' * (n // 8 * 8 + 8)}a"
        yield f"a tab in a line is spaces to the next multiple of eight, behind {n}", f"<pre>{'x' * (n + 1)}\ta</pre>", "x" * (n + 1) + " " * (8 - (n + 1) % 8) + "a"
    yield "two tabs", "<pre>x\n\t\ta</pre>", "x\n" + " " * 16 + "a"
    yield "spaces in a line of pre", "<pre>a   b\nc  d</pre>", "a   b\nc  d"
    yield "an empty line in pre", "<pre>a\n\nb</pre>", "a\n\nb"
    yield "tags in pre", "<pre><code>a\n  <b>b</b></code>\n   <i>c</i></pre>", "a\n  b\n   c"
    yield "br in pre", "<pre>a<br>  b</pre>", "a\n  b"
    yield "references in pre", "<pre>a &lt;b&gt;\n&nbsp; c</pre>", {"a <b>\n  c", "a <b>\n c"}
    yield "pre in a div", "<div>x<pre>a\n b</pre>y</div>", "x\n\na\n b\n\ny"
    yield "behind pre white space collapses again", "<pre>a\n b</pre>x  \n y", "a\n b\n\nx y"
    yield "blocks in pre", "<pre>a\n<div>  b\n  c</div></pre>", {"a\n  b\n  c", "a\n\n  b\n  c"}
    yield "pre without end", "<pre>a\n b", "a\n b"
    yield "xmp is pre with tags as text", "<xmp>a <b>\n  c &amp; d</b></xmp>e", "a <b>\n  c &amp; d</b>\n\ne"
    yield "listing is pre", "<listing>\na\n  b</listing>", "a\n  b"
    yield "plaintext has no end", "a<plaintext>b <i>c</i></plaintext>\n  d &lt;", "a\n\nb <i>c</i></plaintext>\n  d &lt;"
    yield "a comment in pre", "<pre>a<!-- x\ny -->b\n c</pre>", "ab\n c"
    yield "the line feed behind <textarea> goes", "<textarea>\na</textarea>", "a"
    yield "a reference to a line feed in pre is one", "<pre>a&#10;  b</pre>", "a\n  b"


def lines():
    for w in ["pre", "pre-wrap", "pre-line", "break-spaces", "normal;white-space:pre", "PRE-LINE !important"]:
        for end in ["\n", "\r\n", "\r", "\f", " \n\t"]:
            yield f"line ends where white space is {w}: {end!r}", f"<div style='white-space:{w}'>a  b{end}c{end}{end}d <b>e{end}f</b></div>g\nh", "a b\nc\n\nd e\nf\ng h"
        yield f"in an element where white space is {w}, another", f"<p style='white-space:{w}'>a\nb<b style='white-space:normal'>c\nd</b>\ne", "a\nbc d\ne"
    for w in ["normal", "nowrap", "pre-nothing", "pre;white-space:normal", ""]:
        yield f"line ends where white space is {w}", f"<div style='white-space:{w}'>a\nb</div>", "a b"


def comments():
    for c in ["<!-- x -->", "<!---->", "<!-->", "<!--->", "<!--x--!>", "<!----!>", "<!-- <b> > - -- -> -->", "<!-- x -- > y -->", "<!--x\n\ny-->",
              "<!-- <!-- x -->", "<!--<!-->", "<!--x<!--->", "<!--x--!y-->", "<!--x--!-->", "<!------>", "<!-------------->", "<!--x---->", "<!--->-->"[:6],
              "<!- x>", "<!x>", "<!>", "<!->", "<!-x-->", "<?php x ?>", "<?xml version='1.0'?>", "<?>", "<?x", "</ x>", "</ b>", "</3>", "</!x>", "</>",
              "<![CDATA[x]]>", "<![CDATA[x>", "<![if IE]>", "<![endif]>", "<!--[if IE]><p>x</p><![endif]-->", "<!--\0-->", "<!ELEMENT b>",
              "<!--" + "-" * 1000 + ">", "<!--" + "x" * 1000 + "-->"]:
        if c.endswith(">"):
            yield f"no text in {c[:30]!r}", f"a{c}b", "ab"
            yield f"no text in {c[:30]!r}, spaces collapse", f"a {c} b", "a b"
            yield f"no text in {c[:30]!r}, between paragraphs", f"<p>a</p>{c}<p>b</p>", "a\n\nb"
        yield f"no text in {c[:30]!r} at the start", f"{c}>a" if c.endswith("?x") else f"{c}a", "a"
    yield "a comment ends at its first end, nested or not", "<!--a<!--b-->c-->d", "c-->d"
    yield "an empty comment ends at once", "<!--->a-->", "a-->"
    yield "an empty comment ends at once, shorter", "<!-->a-->", "a-->"
    yield "a bogus comment ends at the first >", '<?php echo "a>b"; ?>c', 'b"; ?>c'
    yield "CDATA is a bogus comment in HTML", "<![CDATA[a>b]]>c", "b]]>c"
    yield "a comment that is not closed", "a<!-- b <p>c</p>", "a"
    yield "a comment that is not closed, nearly", "a<!-- b --", "a"
    yield "a bogus comment that is not closed", "a<? b", "a"
    yield "a comment cut in its start", "a<!-", "a"
    yield "a declaration cut in its start", "a<!", "a"
    for d in ["<!DOCTYPE html>", "<!doctype html>", "<!DOCTYPE>", "<!doctypehtml>", "<!DOCTYPE html SYSTEM 'x'>", "<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01//EN' \"http://www.w3.org/TR/html4/strict.dtd\">",
              "<!DOCTYPE html\n>", "<!DOCTYPE html x y z>"]:
        yield f"a doctype: {d[:24]}", f"{d}a", "a"
        yield f"a doctype in the text: {d[:24]}", f"a{d}b", "ab"
    yield "a doctype ends at > in its quotes, too", '<!DOCTYPE html PUBLIC "a>b">c', 'b">c'
    yield "a doctype that is cut", "a<!DOCTYPE htm", "a"
    yield "CDATA in svg is text", "a<svg><text><![CDATA[b<i>c]]></text></svg>d", {"ab<i>cd", "a b<i>c d", "a\nb<i>c\nd"}
    yield "CDATA in math is text", "<math><mtext><![CDATA[x < y]]></mtext></math>", "x < y"
    yield "CDATA in svg: brackets", "<svg><text><![CDATA[a]]]]]></text></svg>", "a]]]"
    yield "CDATA in svg: no references", "<svg><text><![CDATA[&amp;]]></text></svg>", "&amp;"
    yield "CDATA behind svg is none", "<svg></svg><![CDATA[a]]>b", "b"
    yield "CDATA in HTML in svg is none", "<svg><foreignObject><p><![CDATA[a]]>b</p></foreignObject></svg>", "b"


def tags():
    for t in ['<b title="x>y">', "<b title='x>y'>", '<b title="x\'>y">', "<b title=x/y>", '<b title=x"y>', "<b title=x'y>", '<b\ntitle\n=\n"x>\n"\n>', '<b title = "x" >', '<b x"y>',
              "<b/title>", "<b/>", "<b / >", "<b title=/>", "<b =x>", "<b title=>", "<b title==>", '<b x="1"y="2>">', '<b x="1" x="2>">', '<b x=\'"\' y="\'>">', "<B TITLE='>'>", "<b hidden-x>",
              "<b x=`>", "<b x=<i>", "<b<i>", "<b\"c>", "<b\0>", "<b x\0=y>", "<b x='\0>'>", "<b\f>", "<b\r\n>", "<b\tx>", "<b x=&gt;>", '<b x="&quot;>">', "<b x=a&lt>", "<b //////>", "<b x=''>", "<b x=\"\">",
              "<b x='\n\n\n<p>\n'>", '<b x="</b>">', '<b x="<!--">', '<b x="-->">', "<b é='ü>'>", "<b 1=2>", "<b <>", "<b x=y=z>"]:
        yield f"a tag: {t[:30]!r}", f"a{t}b</b>c", "abc"
        yield f"a tag: {t[:30]!r}, spaces around", f"a {t} b", "a b"
    for t in ["</b >", "</b\n>", "</b/>", "</B>", '</b x="y>">', "</b x=y>", "</b x='>' />", "</bb>", "</b<i>", "</b\0>", "</b\f>"]:
        yield f"an end tag: {t!r}", f"a<b>b{t}c", "abc"
    yield "a quote inside an attribute's name ends nothing", '<b "x>y">z', 'y">z'
    yield "an = where a name has to be begins a name", "a<b x = y = '>'>b</b>c", "a'>bc"
    yield "an unquoted value ends at >", '<b x=y"z>a">b', 'a">b'
    yield "a tag that the end of the file cuts", "a<b", "a"
    for t in ["<b x", "<b x=", "<b x=y", "<b x='y", '<b x="y', "<b x='y'", "<b/", "</b", "</b x='", "<b ", "<br", "<script", "<p title='\n<p>c</p>", "<b x=\">c</b>"]:
        yield f"a tag that the end of the file cuts: {t!r}", f"a{t}", "a"
    for t in ["< b", "<3", "<", "< ", "<>", "<=", "<-", "<$x", "<1>", "<é>", "<_a>", "<<", "a<", "a </", "<&lt;", "<\u00a0b>", "<.b>", "<:b>", "<-->", "<@b>"]:
        want = t.replace("&lt;", "<").replace("\u00a0", " ").strip()
        yield f"no tag: {t!r}", f"{t}", want
        yield f"no tag: {t!r} in text", f"x {t}" if t.endswith("<") or t.endswith("/") else f"x {t} y", f"x {want}" if t.endswith("<") or t.endswith("/") else f"x {want} y"
    yield "less than before a tag", "<<b>x</b>", "<x"
    yield "less than before an end tag", "a<</b>", "a<"
    yield "less than in a sum", "if a < b and b > a", "if a < b and b > a"
    yield "greater than alone", "a > b >> c", "a > b >> c"
    yield "tags in upper case", "<P>a</P><DIV>b</DIV><SPAN>c</SPAN>d", "a\n\nb\ncd"
    yield "tags in mixed case", "<tAbLe><tR><Td>a</tD><td>b</TaBlE>c", "a b\n\nc"


def raw():
    for s in ["x", "if (a<b) x='</p>';", "<!-- x -->", "<!-- </b> -->", "</scriptx>", "</scrip>", "</", "<", "<!--", "<!-- <script>x</script> -->", "<!--<script></script>-->", "<!--<script>x</script>",
              "<!--<scriptx>", "<!--<script>-->", "<!-->", "<!--->", "<!--><script>", "<!-- <script >x</script\n> -->", "<!--<SCRIPT/>x</Script/>-->", "<!-- -- ><script>x</script>-->", "&lt;/script&gt;", "\0", "<!--<script><!--</script>-->",
              "<!---<script>x</script>-->", "<!--<<script>x</script>-->", "<!--<script>x</scriptx></script>-->", "document.write('<p>x</p>')", "<style>", "<title>", "<!-- <script", "<!-<script>", "<! --<script>", "</style>", "a </ script> b"]:
        for end in ["</script>", "</SCRIPT\n>", "</script x='>'>", "</script/>", "</script\f>", "</script >"]:
            yield f"script: {s!r}, {end!r}", f"a<script>{s}{end}b", "ab"
    yield "script: escaped, its end tag ends it", "<script><!-- </script>y -->", "y -->"
    yield "script: double-escaped to the end of the file", "a<script><!--<script></script>b", "a"
    yield "script: double-escaped, then twice ended", "<script><!--<script>a</script>b</script>c", "c"
    yield "script: not closed", "a<script>b", "a"
    yield "script: cut in its end tag", "a<script>b</script", "a"
    yield "script: cut in its end tag's attributes", "a<script>b</script x='>", "a"
    yield "script with attributes", "a<script type=\"text/x>y\" async src='z'>b</script>c", "ac"
    yield "script is no block", "a<script>x</script>b c <script>y</script> d", "ab c d"
    yield "a self-closed script is none", "<script/>a</script>b", "b"
    for n in ["style", "iframe", "noembed", "noframes", "title", "template"]:
        yield f"{n} is not seen", f"a<{n}>b</{n}>c", "ac"
        yield f"{n} is not seen, its tags neither", f"a<{n}>b<i>c</i></{n}>d", "ad"
        yield f"{n}: the end tag has attributes", f"a<{n}>b</{n} x='>'>c", "ac"
        yield f"{n} in upper case", f"a<{n.upper()} x=y>b</{n.upper()}\n>c", "ac"
    for n in ["style", "iframe", "noembed", "noframes", "title"]:
        yield f"{n}: raw text ends at its own end tag only", f"a<{n}>b</p></{n}x></ {n}><!-- </{n}>c", "ac"
        yield f"{n} not closed", f"a<{n}>b<p>c", "a"
    yield "a comment in title is text of it", "<title>a<!-- </title>b -->c", "b -->c"
    yield "a comment in textarea is text of it", "<textarea>a<!-- </textarea>b -->c", {"a<!-- b -->c", "a<!--b -->c", "a<!--\nb -->c", "a<!--\n\nb -->c"}
    yield "an end tag that is cut by another in title", "<title></x</title>a", "a"
    yield "an end tag that is cut by another in style", "<style></b</style>a", "a"
    yield "an end tag that is cut by another in iframe", "<iframe></iframe</iframe >a", "a"
    yield "an end tag that is cut by another in script", "<script></x</script>a", "a"
    yield "an end tag that is cut by another in textarea", "<textarea>a</x</textarea>", "a</x"
    yield "references in textarea", "<textarea>a &amp;lt; b</textarea>", "a &lt; b"
    yield "references in xmp are none", "<xmp>&lt;</xmp>", "&lt;"
    yield "noscript is read: no script runs", "a<noscript>b<i>c</i></noscript>d", {"abcd", "a\nbc\nd", "a\n\nbc\n\nd"}
    yield "an iframe that is not closed ends with the noscript", "a<noscript><iframe src=x style='display:none' /></noscript>b", "ab"
    yield "a title or style in noscript is not seen", "a<noscript><title>x</title><style>p{}</style></noscript>b", "ab"
    yield "what is open in a noscript ends with it", "a<noscript><div hidden><b></noscript>b", {"ab", "a\nb", "a\n\nb"}
    yield "and is no part of what follows", "<ul><li>a<noscript><div hidden></noscript>b</ul><p>c", {"ab\n\nc", "a\nb\n\nc", "a\n\nb\n\nc"}
    yield "noscript that is not closed", "a<noscript>b<p>c", {"ab\n\nc", "a\nb\n\nc"}
    yield "templates nest", "a<template>b<template>c</template>d</template>e", "ae"
    yield "a script in a template", "a<template><script>'</template>'</script>b</template>c", "ac"
    yield "what holds a table ends with its template", "<template><table></template>a", "a"
    for n in ["title", "desc", "mi", "template", "metadata", "xmp /", "script", "g hidden", "p"]:
        for outer in ["svg", "math"]:
            if n not in ["p", "mi"]:
                yield f"{n} that is not closed in {outer} ends with it", f"<{outer}><{n}></{outer}>a", "a"
            yield f"{n} with text that is not closed in {outer} ends with it", f"a<p>b</p><{outer}><{n}>x</{outer}><p>c", {"a\n\nb\n\nc", "a\n\nb\n\nx\n\nc"}
    yield "a script of svg holds tags", "<svg><script>if(a<b)</script></svg>c", "c"
    yield "HTML in svg does not end with it", "<svg><desc><div></svg>a</div></desc></svg>b", "b"
    yield "the end of a paragraph ends svg", "<svg hidden><g></p>a", "a"
    yield "title of svg is not seen", "<svg><title>a</title></svg>b", "b"


def hidden():
    for h in ["hidden", "HIDDEN", "hidden=''", 'hidden="hidden"', "hidden=false", "hidden=until-found", 'style="display:none"', "style='display:none'", "style=display:none", "style=display:none;",
              'style="display: none"', 'style="DISPLAY : NONE ;"', 'style="color:red;display:none"', 'style="display:none;color:red"', 'style="display:none!important"', 'style="display: none !important;"',
              'style="\n display:\tnone\n"', "STYLE='Display:None'", "class=x hidden id=y", 'style="display:none" style=""', 'title="x>y" hidden', 'style="a:b; ; display:none"']:
        yield f"hidden by {h!r}", f"a<span {h}>b</span>c", "ac"
        yield f"hidden by {h!r}: a block", f"<div>a</div><div {h}>b<p>c</p></div><div>d</div>", "a\nd"
    for h in ["class=hidden", "data-hidden", "hidden-x", "aria-hidden=true", 'style="display:block"', 'style="xdisplay:none"', 'data-style="display:none"', 'style="" style="display:none"', 'title="hidden"', 'title="display:none"', 'style="display:nonesuch"', 'style="-x-display:none"', "style",
              'style="display:none;display:block"', "style=color:red"]:
        yield f"not hidden by {h!r}", f"a<span {h}>b</span>c", "a\nb\nc" if h.endswith('display:block"') else "abc"
    katex = "a<span><span><math><mi>x</mi><annotation>y</annotation></math></span><span {}>z<b>z</b></span></span>b"
    yield "math that is shown again is not seen twice", katex.format("aria-hidden=true"), "axb"
    yield "math that is hidden is not seen again", "<span><span hidden><math><mi>x</mi></math></span><span aria-hidden=true>y</span></span>z", "yz"
    yield "nor is math with nothing in it", "<span><math></math><span aria-hidden=true>y</span></span>z", "yz"
    yield "and not all that stands beside it", "<x-a><span><math><mi>x</mi></math></span><x-b aria-hidden=true>y</x-b></x-a>z", "xyz"
    yield "if it is there for all, it is", katex.format("aria-hidden=false"), "axzzb"
    yield "what decorates a paragraph with math in it", "<p>a<math><mi>x</mi></math><span aria-hidden=true>b</span>c", "axbc"
    yield "and is behind svg", "<span><svg></svg><span aria-hidden=true>b</span></span>c", "bc"
    for n in ["div", "span", "b", "p", "li", "td", "section", "x-y", "article", "table", "ul", "pre", "a", "h1", "form", "svg"]:
        x = f"<table><tr><{n} hidden>b</{n}></tr></table>" if n == "td" else f"<{n} hidden>b</{n}>"
        yield f"hidden {n}", f"<p>a</p>{x}<p>c</p>", "a\n\nc"
    yield "hidden: nested elements of the same name", "a<div hidden>b<div>c</div>d<div>e</div>f</div>g", "a\ng"
    yield "hidden: nested elements of the same name, many", "a<div hidden>" + "<div>b" * 50 + "</div>" * 50 + "c</div>d", "a\nd"
    yield "hidden: void elements inside", "a<div hidden>b<br>c<img alt=x><input><hr>d</div>e", "a\ne"
    yield "hidden: a slash does not close", "a<div hidden/>b</div>c", "a\nc"
    yield "hidden: raw text inside", "a<div hidden>b<script>'</div>'</script>c<!-- </div> --><textarea></div></textarea>d</div>e", "a\ne"
    yield "hidden: an end tag of another element inside", "a<div hidden>b</p>c</i>d</div>e", "a\ne"
    yield "hidden: p ends at the next p", "<p>a<p hidden>b<p>c", "a\n\nc"
    yield "hidden: p ends at a block", "<p hidden>a<div>b</div>", "b"
    yield "hidden: li ends at the next li", "<ul><li>a<li hidden>b<li>c</ul>", "a\nc"
    yield "hidden: li ends with its list", "<ul><li hidden>a</ul>b", "b"
    yield "hidden: td ends at the next td", "<table><tr><td>a<td hidden>b<td>c</table>", "a c"
    yield "hidden: tr ends at the next tr", "<table><tr><td>a<tr hidden><td>b<tr><td>c</table>", "a\nc"
    yield "hidden: dd ends at the next dt", "<dl><dt>a<dd hidden>b<dt>c</dl>", "a\nc"
    yield "hidden: option ends at the next option", "<select><option hidden>a<option>b</select>", "b"
    yield "hidden: p inside ends with its parent", "<div hidden>a<p>b</div>c", "c"
    yield "hidden: span ends with its parent", "<div>a<span hidden>b</div>c", "a\nc"
    yield "hidden: caption ends at a row", "<table><caption hidden>a<tr><td>b</table>", "b"
    yield "hidden: caption ends at a cell", "<table><caption hidden>a<td>b</table>", "b"
    yield "hidden: a link ends at the next link", "<a hidden>a<a>b</a>c", "bc"
    yield "hidden: a link ends at the next link, in a block too", "<a hidden>a<div>b<a>c</a>d</div>e", "cd\ne"
    yield "hidden: a link does not end at one in a cell", "<a hidden>a<table><td><a>b</a></table>c</a>d", "d"
    for n in ["a", "b", "code", "font", "i", "strong"]:
        yield f"hidden: {n} does not go on in a block", f"<{n} hidden>a<p>b</{n}>c", "c"
        yield f"hidden: {n}, and what is inline in it", f"<{n} hidden>a<span hidden>b<p>c</{n}>d", "d"
        yield f"hidden: {n}, and a block in it that hides too", f"<{n} hidden>a<p hidden>b</{n}>c</p>d", "d"
        yield f"hidden: {n}, and a block in a block in it that hides too", f"<{n} hidden>a<p>b<div hidden>c</{n}>d</div>e</p>f", {"e\n\nf", "e\nf"}
        yield f"hidden: {n} in which is a table", f"<{n} hidden>a<table><td>b</{n}>c</table>d</{n}>e", "e"
    yield "hidden: formatting elements that end crosswise", "<b><i><span><p>x</i></b>y", "xy"
    yield "hidden: formatting elements that end crosswise, and a link", "<a><b><label><div>x</b><a>y", "xy"
    yield "hidden: of two that hide both end", "<b hidden><i hidden>a<p>x</i>y</b>z</p>", "z"
    yield "hidden: b ends beyond a button", "<b hidden>x<button>y</b>z</button>w", {"z w", "zw"}
    yield "hidden: a link of svg ends no other", '<a><svg style="display:none"><a>x</a>y</svg>z</a>', "z"
    yield "hidden: a break ends svg", "<svg hidden><g></br>a", "a"
    yield "hidden: a block in a cell", "<table><tr><td><div hidden>x</td><td>y</table>", "y"
    yield "hidden: span goes on in a block", "<span hidden>a<p>b</span>c</p>d</span>e", "e"
    yield "hidden: a formatting element in one that hides", "<div hidden><b hidden>a<p>b</b>c</p></div>d", "d"
    yield "hidden: not closed", "a<div hidden>b<p>c", "a"
    yield "hidden: an emoji image", 'a<img hidden alt="\U0001f600">b', "ab"
    yield "hidden: an emoji image in a hidden element", 'a<span hidden><img alt="\U0001f600"></span>b', "ab"
    yield "hidden: void elements close themselves", "<input hidden>a<hr hidden>b", {"ab", "a\nb", "a\n\nb"}


def shown():
    yield "a shadow root", '<x-a><template shadowrootmode="open"><p>a</p></template></x-a>b', "a\n\nb"
    yield "a template", '<x-a><template><p>a</p></template></x-a>b', "b"
    yield "no shadow root", '<x-a><template shadow=open>a</template></x-a>b', "b"
    yield "another element", '<video shadowrootmode=open>a</video>b', "b"
    for c in ["material-icons", "x material-icons y", "material-icons-outlined", "material-symbols-rounded"]:
        yield f"a picture of a font: {c}", f'a <i class="{c}">home</i> b', "a b"
        yield f"a block that is called so: {c}", f'a<div class="{c}">home</div>b', "a\nhome\nb"
    for c in ["material", "icons", "materials-icons", "Material-Icons", "x-material-icons", "material-icons-x"]:
        yield f"no picture: {c}", f'a <i class="{c}">home</i> b', "a home b"


def marks():
    for c in ["headerlink", "pilcrow", "hash-link", "x headerlink"]:
        yield f"a mark that links a heading to itself: {c}", f'<h2>a<a class="{c}" href="#a">\xb6</a></h2>b', "a\n\nb"
    yield "a heading that can be edited", '<h2><span class="mw-headline">a</span><span class="mw-editsection"><span>[</span><a href=x>edit</a><span>]</span></span></h2>b', "a\n\nb"
    yield "where a page of a book begins", 'mid<span class="pagenum">{14}</span>dle', "middle"
    for c in ["sidenote", "marginnote", "tooltiptext", "tooltip-text", "tooltip__content", "tooltip-inner"]:
        yield f"a note in a sentence: {c}", f'a<span class="{c}">b<b>c</b></span>d', "a bc d"
        yield f"a note that is a block: {c}", f'a<div class="{c}">b</div>c', "a\nb\nc"
    yield "a note of LaTeXML", 'a<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup><span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">1</sup><span class="ltx_tag ltx_tag_note">1</span>b c.</span></span></span> d', "a b c. d"
    for c in ["tooltip", "header", "page", "side", "note", "footnote", "editsection", "hash", "headerLink", "card-headerlink", "headerlinks"]:
        yield f"no mark, nor a note: {c}", f'a<span class="{c}">b</span>c', "abc"


def formulas():
    for c in ["math", "tex", "latex", "x-math-y", "mathml", "TeX", "a latex b"]:
        yield f"a picture of a formula: {c}", f'a <img class="{c}" src=x alt="x^2"> b', "a x^2 b"
    for c in ["text", "texture", "aftermath", "latexx", "formula", "", "x"]:
        yield f"no picture of a formula: {c}", f'a <img class="{c}" src=x alt="x^2">b', "a b"
    math, x = '<math alttext="{}"><semantics><mrow><mi>x</mi><mn>2</mn></mrow><annotation>z</annotation></semantics></math>', "\\frac{1}{2}"
    yield "the text of math", f"a {math.format(x)} b", f"a {x} b"
    yield "it has no more than the math", f"a{math.format(x)}b", f"a{x}b"
    yield "a reference in it", f"a {math.format('x&lt;y')} b", "a x<y b"
    yield "markup in it is none", f"a {math.format('x<b>y</b>')} c", "a x<b>y</b> c"
    yield "it is blank", f"a {math.format(' ')} b", "a x2 b"
    yield "it is empty", f"a {math.format('')} b", "a x2 b"
    yield "it is too long", f"a {math.format('x' * 512)} b", "a x2 b"
    yield "it is not", f"a {math.format('x' * 511)} b", f"a {'x' * 511} b"
    yield "an attribute behind one whose name is longer", "<math alttext=x><mi>y</mi></math><img alt=\U0001f600><b alttextual=x styles=x></b><b style=display:none>z</b>", "x\U0001f600"
    yield "of two the first one counts", '<math alttext="a" alttext="b"><mi>x</mi></math>', "a"
    yield "math in a hidden element", f"a<span hidden>{math.format(x)}</span>b", "ab"
    yield "math is hidden", '<math hidden alttext="a"><mi>x</mi></math>b', "b"
    yield "math that is not closed", f"<p>a <math alttext='b'><mi>x</mi><p>c", "a b\n\nc"
    yield "what is right in it", "<math alttext='a'>b<mi>x</mi></math>", "ab"
    yield "text in it is shown where no text is for it", "<math><mi>x</mi></math><math alttext='y'><mi>x</mi></math><math><mi>z</mi></math>", "xyz"
    yield "TeX in a script", '<p>a <script type="math/tex">x < y &amp; z</script>, b', "a x < y &amp; z, b"
    yield "displayed TeX", '<p>a</p><script type="math/tex; mode=display">x</script><p>b', "a\n\nx\n\nb"
    yield "no TeX in a script", 'a<script type="text/x-math/tex">x</script><script>y</script>b', "ab"
    yield "hidden TeX", 'a<span hidden><script type="math/tex">x</script></span>b', "ab"
    yield "TeX of what was seen", '<span><math><mi>x</mi></math><script type="math/tex">x</script></span>b', "xb"
    picture = "<img class=math aria-hidden=true alt=y>"
    yield "a picture beside hidden math", f"<span><span hidden>{math.format('y')}</span>{picture}</span>b", "yb"
    yield "a picture beside math that is seen", f"<span><span>{math.format('y')}</span>{picture}</span>b", "yb"
    yield "a picture that is for all", f"<span>{math.format('y')}<img class=math alt=z></span>", "yz"
    yield "a hidden picture", "a<img hidden class=math alt=y>b", "ab"


def smileys():
    for c in ["smiley", "wp-smiley", "smilies", "smilie smilie--sprite", "emoji", "bbc_emoticon"]:
        for alt in [":)", ";-)", ":smile:", "o_O", "&lt;3", "Frown"]:
            yield f"a smiley: {c}, {alt}", f"a <img class='{c}' src=x alt='{alt}'> b", f"a {alt.replace('&lt;', '<')} b"
        for alt in ["a face", "a\nface", "a&nbsp;face", "https://x.example/a-face-that-smiles.png", "", " "]:
            yield f"a picture: {c}, {alt!r}", f"a<img class='{c}' src=x alt='{alt}'>b", "ab"
    for c in ["smile", "emotion", "x", ""]:
        yield f"no smiley: {c}", f"a<img class='{c}' src=x alt=':)'>b", "ab"
    yield "a smiley that is hidden", "a<img class=smiley hidden alt=':)'>b", "ab"


def images():
    for e in EMOJI:
        for t in [f'<img class="emoji" alt="{e}" src=x>', f"<img alt='{e}'>", f"<img alt={e}>", f'<IMG draggable="false" ALT="{e}" class="emoji" src="x.svg"/>', f'<img alt="{e}" alt="words">', "<img alt='" + "".join(f"&#x{ord(c):X};" for c in e) + "'>"]:
            yield f"the alt of an emoji image: {t!r}", f"a {t}b", f"a {e}b"
    for alt in ["Photo", "A photo of the tide", "", " ", "1", "#", "*", "12", "!", "a", "é", "\u00e9\u00e8", "&amp=", "&copy=1", "Photo \U0001f600"]:
        yield f"no alt: {alt!r}", f'a <img alt="{alt}">b', "a b"
        yield f"no alt: {alt!r}, class emoji", f'a<img src=x alt="{alt}">b', "ab"
    yield "a reference in an attribute without semicolon", "<img alt='&#x1F600'>a", "\U0001f600a"
    yield "a decimal reference in an attribute", "<img alt=&#128512;>a", "\U0001f600a"
    yield "a name in an attribute", "<img alt='&hearts;&#xFE0F;'>a", "\u2665\ufe0fa"
    yield "alt of other elements", "a<area alt='\U0001f600'><b alt='\U0001f600'>b</b>", "ab"
    yield "title of an emoji image", "a<img title='\U0001f600' alt=''>b", "ab"


def characters():
    for given, want in [("&amp;", "&"), ("&lt;b&gt;", "<b>"), ("&lt;script&gt;x&lt;/script&gt;", "<script>x</script>"), ("&lt;!-- x --&gt;", "<!-- x -->"), ("&amp;lt;", "&lt;"), ("&amp;amp;lt;", "&amp;lt;"), ("&amp;#39;", "&#39;"),
                        ("&lt;br&gt;", "<br>"), ("&lt;p class=&quot;x&quot;&gt;", '<p class="x">'), ("&#60;i&#62;", "<i>"), ("&#x3C;div>", "<div>"),
                        ("&quot;&apos;&#39;", "\"''"), ("&AMP;&LT;&GT;&QUOT;", "&<>\""), ("&copy;&COPY;", "©©"), ("&amp", "&"), ("&lt", "<"), ("&copy2", "©2"), ("&copya", "©a"), ("&notit;", "¬it;"), ("&notin;", "∉"), ("&notin", "¬in"), ("&noti", "¬i"),
                        ("&copy=1", "©=1"), ("?a=1&copy=2", "?a=1©=2"), ("&eacutetude", "étude"), ("caf&eacute", "café"), ("&Eacute;", "É"), ("&unknown;", "&unknown;"), ("&Unknown", "&Unknown"), ("AT&T", "AT&T"), ("a & b", "a & b"), ("a && b", "a && b"), ("&", "&"), ("&;", "&;"),
                        ("&#;", "&#;"), ("&#x;", "&#x;"), ("&#xg;", "&#xg;"), ("&#a;", "&#a;"), ("& amp;", "& amp;"), ("&a<b></b>mp;", "&amp;"), ("&am<!-- -->p;", "&amp;"), ("&#<b>65</b>;", "&#65;"), ("&#65", "A"), ("&#65 ;", "A ;"), ("&#x41", "A"), ("&#X41;", "A"), ("&#x41g", "Ag"), ("&#65a", "Aa"), ("&#x41 b", "A b"),
                        ("&#0000000000065;", "A"), ("&#x000000000000041;", "A"), ("&#" + "0" * 25 + "65;", "A"), ("&#x" + "0" * 25 + "41;", "A"), ("&#128;", "€"), ("&#x80;", "€"), ("&#x91;x&#x92;", "‘x’"), ("&#147;x&#148;", "“x”"), ("&#150;", "–"), ("&#x9f;", "Ÿ"), ("&#0;", "\ufffd"), ("&#x0;", "\ufffd"), ("&#xD800;", "\ufffd"), ("&#xDFFF;", "\ufffd"), ("&#55357;&#56832;", "\ufffd\ufffd"),
                        ("&#x110000;", "\ufffd"), ("&#99999999999;", "\ufffd"), ("&#xFFFFFFFFFFFFFFFFFFFFF;", "\ufffd"), ("&#4294967361;", "\ufffd"), ("&#x100000041;", "\ufffd"), ("&#x1F600;", "\U0001f600"), ("&#128512;", "\U0001f600"), ("&nGt;", "≫\u20d2"), ("&NotEqualTilde;", "≂\u0338"), ("&fjlig;", "fj"), ("&ThickSpace;x", " x"), ("&CounterClockwiseContourIntegral;", "∳"),
                        ("&amp&lt", "&<"), ("&amp;&lt;", "&<"), ("&&amp;", "&&"), ("&amp;;", "&;"), ("&lt;&lt;", "<<"), ("&Aacute&Aacute", "ÁÁ"), ("&ampamp;", "&amp;"), ("&ltb>", "<b>"), ("&hearts", "&hearts"), ("&alpha", "&alpha"), ("&alpha;", "α"), ("&frac12;", "½"), ("&frac12", "½"), ("&sup2;&sup3", "²³"), ("&there4;", "∴"), ("&there4", "&there4")]:
        yield f"reference: {given[:40]!r}", f"x{given}", f"x{want}"
        yield f"reference: {given[:40]!r} in a paragraph", f"<p>x{given}</p><p>y</p>", f"x{want}\n\ny"
    for n in range(0x80, 0xA0):
        char = bytes([n]).decode("cp1252", "ignore")
        yield f"&#{n}; is Windows-1252", f"a b&#{n};", f"a b{char}"
        yield f"&#x{n:x}; is Windows-1252", f"a b&#x{n:x};c", f"a b{char}c"
    for given in ["&shy;", "&#173;", "\u00ad", "&ZeroWidthSpace;", "&#8203;", "\u200b", "&zwnj;", "\u200c", "&zwj;", "&#8205;", "&NoBreak;", "\u2060", "&#xFEFF;", "\ufeff", "&#xFFFE;", "&#xFFFF;", "&#xFDD0;", "&#x1FFFE;",
                  "&#1;", "\x01", "&#8;", "\x7f", "&#127;", "&#27;", "\0", "&#x81;", "&#x9d;", "&#x202E;", "\u202e"]:
        yield f"invisible: {given!r}", f"sup{given}er", "super"
        yield f"invisible: {given!r} in a paragraph of its own", f"<p>a</p><p>{given}</p><p>b</p>", "a\n\nb"
    for given, want in [("\u0645\u06cc&zwnj;\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"), ("\U0001f468&zwj;\U0001f469&zwj;\U0001f467", FAMILY), ("&#128104;&#8205;&#128105;&#8205;&#128103;", FAMILY),
                        ("\u0e01\u0e32\u0e23&#8203;\u0e40\u0e14\u0e34\u0e19", "\u0e01\u0e32\u0e23\u200b\u0e40\u0e14\u0e34\u0e19"), ("e&#x301;", "é"), ("e<b>\u0301</b>", "é"), ("\u1100\u1161", "가"), ("\u212b", "Å"), ("&angst;", "Å"), ("don&rsquo;t", "don’t"), ("ﬁ", "ﬁ"), ("&filig;", "ﬁ")]:
        yield f"characters: {given!r}", given, want
    for given, want in [("donâ€™t", "don’t"), ("cafÃ© au lait", "café au lait"), ("don&acirc;&euro;&trade;t", "don’t"), ("â€œyesâ€\u009d", "“yes”"), ("caf&Atilde;&copy; au lait", "café au lait"), ("São Paulo", "São Paulo"), ("CRÊPE À LA…", "CRÊPE À LA…")]:
        yield f"mojibake: {given!r}", f"<p>{given}</p>", want
    for given, want in [("a\0b", "ab"), ("<\0b>c", "<b>c"), ("&am\0p;", "&amp;"), ("&\0amp;", "&amp;"), ("<b\0>a</b\0>", "a"), ("<!-\0-a-->b", "b"), ("a\0 \0b", "a b"), ("a</\0b>c", "ac"), ("<script\0>a", "a"), ("<script\0 x=y>a</script>b", "ab"), ("<style\0/>a", "a"), ("<title\0>a", "a"), ("<br\0>a", "a"), ("a<p\0>b", "ab"),
                        ("<script>a</script\0>b</script>c", "c"), ("a<b\0hidden>b</b>", "ab"), ("a<b \0hidden>b</b>", "ab"), ("a<b hidden\0>b</b>", "ab"), ("<p>\0</p>", ""), ("<textarea>a\0b</textarea>", {"a\ufffdb", "ab"}), ("<xmp>a\0b</xmp>", {"a\ufffdb", "ab"}), ("<title>\0</title>a", "a")]:
        yield f"U+0000: {given!r}", given, want
    yield "a byte-order mark at the start", "\ufeffa", "a"
    yield "a byte-order mark at the start, before a doctype", "\ufeff<!doctype html><p>a", "a"
    for given in ["This is <b>not</b> https://a.example/?a=1&amp;copy=2 but", 'He said: "&lt;a href=&quot;x&quot; target=&quot;_blank&quot;&gt;" here']:
        yield "what would be residue in text is text in HTML", given, given.replace("<b>", "").replace("</b>", "").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def names():
    """Every name of the standard, for characters that cleaning leaves alone."""
    import unicodedata
    for name, text in html5.items():
        if any(unicodedata.category(c) in ("Cc", "Cf", "Zs") for c in text):
            continue
        want = unicodedata.normalize("NFC", f"x{text}y")
        yield f"name: {name}", f"x&{name}y", want
        if not name.endswith(";"):
            yield f"name: {name}=", f"x&{name}=", unicodedata.normalize("NFC", f"x{text}=")
            yield f"name: {name} at the end", f"x&{name}", unicodedata.normalize("NFC", f"x{text}")


def big():
    """Things without bounds in the standard.  They are slow to quote: why says what they are."""
    mega = 1_000_000
    yield "an attribute of 1 MB", f"a<b title=\"{'x>' * (mega // 2)}\">b</b>c", "abc"
    yield "an unquoted attribute of 1 MB", f"a<b title={'x' * mega}>b</b>c", "abc"
    yield "a tag of 1 MB of attributes", f"a<b {'x=y ' * (mega // 4)}>b</b>c", "abc"
    yield "a tag's name of 1 MB", f"a<{'x' * mega}>b", "ab"
    yield "a hidden element behind an attribute of 1 MB", f"a<b title=\"{'x' * mega}\" hidden>b</b>c", "ac"
    yield "a comment of 1 MB", f"a<!--{'<p>x-' * (mega // 5)}-->b", "ab"
    yield "a bogus comment of 1 MB", f"a<?{'<p x-' * (mega // 5)}>b", "ab"
    yield "a doctype of 1 MB", f"<!doctype {'x ' * (mega // 2)}>b", "b"
    yield "a script of 1 MB", f"a<script>{'</p>x' * (mega // 5)}</script>b", "ab"
    yield "a style of 1 MB", f"a<style>{'a>b{}' * (mega // 5)}</style>b", "ab"
    yield "a title of 1 MB", f"<title>{'a>b{}' * (mega // 5)}</title>b", "b"
    yield "a template of 1 MB", f"a<template>{'<p>a</p>' * (mega // 8)}</template>b", "ab"
    yield "a hidden element of 1 MB", f"a<div hidden>{'<div>a</div>' * (mega // 12)}</div>b", "a\nb"
    yield "white space of 1 MB", f"a{' ' * mega}b", "a b"
    yield "white space of 1 MB in tags", f"a{' <b> </b>' * (mega // 9)}b", "a b"
    yield "an attribute of 1 MB that the end of the file cuts", f"a<b title=\"{'x' * mega}", "a"
    yield "a comment of 1 MB that the end of the file cuts", f"a<!--{'x>' * (mega // 2)}", "a"
    yield "a script of 1 MB that the end of the file cuts", f"a<script>{'x>' * (mega // 2)}", "a"
    for n in ["div", "b", "span", "ul><li", "table><tr><td", "blockquote", "p", "x-y", "template hidden"]:
        names = [m.split()[0] for m in n.split("><")]
        yield f"10,000 nested {n}", f"<{n}>" * 10_000 + "a" + "".join(f"</{m}>" for m in reversed(names)) * 10_000 + "<p>b", "b" if "template" in n else "a\n\nb"
        yield f"10,000 open {n}", f"<{n}>" * 10_000 + "a", "" if "template" in n else "a"
        yield f"10,000 end tags of {n}", f"a" + f"</{names[-1]}>" * 10_000 + "b", {"ab", "a b", "a\nb", "a\n\nb"}
    yield "hidden among 200 nested elements", "<div>" * 200 + "a<p hidden>b</p><p>c", "a\n\nc"
    yield "hidden among 10,000 nested elements, of which not all may be remembered", "<div>" * 10_000 + "a<p hidden>b</p><p>c", {"a\n\nc", "a\n\nb\n\nc"}
    yield "a style and a frame among 10,000 nested elements", "<div>" * 10_000 + "a<style>b</style><iframe>c</iframe>d", "ad"
    yield "behind 300 elements that end too late", "<font><p>x</font></p>" * 300 + "<p hidden>b</p><style>c</style><pre>a  b</pre>", "\n\n".join(300 * ["x"]) + "\n\na  b"
    yield "10,000 nested elements in a hidden one", "a<div hidden>" + "<div>" * 10_000 + "b" + "</div>" * 10_000 + "c</div>d", "a\nd"
    yield "100,000 nested elements in a hidden one", "a<div hidden>" + "<div>" * 100_000 + "b" + "</div>" * 100_000 + "c</div>d", "a\nd"
    yield "100,000 nested templates", "a" + "<template>" * 100_000 + "b" + "</template>" * 100_000 + "d", "ad"


def rows():
    for part in [elements, breaks, spaces, pre, lines, comments, tags, raw, hidden, shown, marks, formulas, smileys, images, characters, names]:
        for why, given, want in part():
            yield f"{part.__name__}: {why}", given, want
