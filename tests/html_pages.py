"""html_pages.py - pages of HTML drawn from a seed, together with the text that they show.

A page is built as a list of pieces of HTML and, beside it, as a list of events: words, " ", BR, LINE (a block that parts
lines begins or ends), PARAGRAPH, or a Pre.  shown() makes the text of the events.
"""
import re
from html.entities import codepoint2name, html5

BR, LINE, PARAGRAPH = "\1", "\2", "\3"
WORDS = ("the tide waits for nobody größer naïve Wörter море ночь αβγ δέλτα 海の町 東京 letzte Straße élan señor ação año łódka "
         "harbour boats & < > \" ' a<b x>y AT&T 1<2 &amp; <i> 50% R&D 3.14 -- --> (so) [x] été").split()
INLINE = ["b", "i", "em", "strong", "span", "a", "code", "sub", "font", "u", "x-word", "unknown", "time", "label"]
PARTING = ["p", "h1", "h2", "h3", "blockquote", "section", "article", "header", "footer", "nav", "figure", "form"]
FLOW = {"blockquote", "section", "article", "header", "footer", "nav", "figure", "form", "div", "li", "dd"}  # may hold blocks
ATTRIBUTES = [" class=x", ' title="a > b"', " data-x='</p>'", " hidden-x", " href=a/b/ ", "\n id\n=\n\"q\"", " a=b a=c", " onclick=\"if (a<b) c('d')\"",
              " style='color:red'", ' x="<!-- "', " y='&quot;>&lt;'", " z=\"'\"", " aria-hidden=true", " é=ü"]
SPACES = [" "] * 12 + ["\n", "\t", "\r\n", "\f", "  \n ", "&nbsp;", "&#32;\n", " <!-- x > y --> ", "\n<script>a < b</script> ", "&#160;", "\r", " <b> </b> ", "\u00a0 "]
UNSEEN = ["<!-- x -->", "<!---->", "<!--->", "<!-->", "<!--a--!>", "<!-- <b> -- > <!-- -->", "<!x y>", "<?x y?>", "</ x>", "</>", "</nope>", "<wbr>", "&shy;", "&#8203;", "\0", "\u00ad", "&ZeroWidthSpace;",
          "<script>x = '</p><b>' + \"<!--\";</script>", "<SCRIPT type='x>y'><!-- <script>x</script> --></script >", "<style>p > b { c: '</p>' }</style>", "<template><b>x <i>y</b></template>",
          "<iframe src='x'><p>no</iframe>", "<img src='x>y' alt='a photo'>", "<img alt=''>", "<input value='x'>", "<span hidden>x <b>y</b> <span>z</span></span>", "<i style=\"display: none\">zz<br>zz</i>", "<b></b>", "<i class='icon'></i>",
          "<meta itemprop=x>", "<link rel=y>", "<![CDATA[x]]>", "<b HIDDEN=''>no</b>", "<noframes>x</noframes>", "<a name=x></a>", "&#1;"]


class Pre(str):
    pass


class Page:
    def __init__(self, draw):
        self.draw, self.html, self.events, self.count, self.opened = draw, [], [], 0, []

    def chance(self, share):
        return self.draw.random() < share

    def tag(self, name, void=False):
        draw = self.draw
        name = draw.choice([name, name, name, name.upper(), name.capitalize()])
        attributes = "".join(draw.choice(ATTRIBUTES) for _ in range(draw.choice([0, 0, 0, 0, 1, 1, 2, 3])))
        self.html.append("<" + name + attributes + draw.choice(["", "", "", " ", "\n", " /"]) + ">")

    def end(self, name):
        self.html.append("</" + self.draw.choice([name, name, name.upper()]) + self.draw.choice(["", "", "", " ", "\n", ' x="y>"', " /"]) + ">")

    def noise(self, share=0.05):
        while self.chance(share):
            self.html.append(self.draw.choice(UNSEEN))

    def char(self, c):
        """One character, as it is or as a reference."""
        draw, must = self.draw, c in "<&"
        if not must and not self.chance(0.04):
            self.html.append(c)
            return
        code, name = ord(c), codepoint2name.get(ord(c))
        forms = [f"&#{code};", f"&#x{code:x};", f"&#X{code:04X};", f"&#{code:07};", f"&#{code}<!---->", f"&#x{code:X}<!---->"]
        if name:
            forms += [f"&{name};"] * 4 + [f"&{name}<!---->"] * (name in html5)
        self.html.append(draw.choice(forms))

    def word(self, word):
        """A word, cut anywhere by inline elements and by what is not seen."""
        opened = []
        for c in word:
            self.noise(0.02)
            if self.chance(0.03):
                opened.append(self.draw.choice(INLINE))
                self.tag(opened[-1])
            self.char(c)
            if opened and self.chance(0.3):
                self.end(opened.pop())
        while opened:
            self.end(opened.pop())
        self.noise(0.02)
        self.events.append(word)

    def space(self, more=""):
        self.html.append(self.draw.choice(SPACES))
        self.events.append(" ")

    def gap(self):
        """Between blocks: what shows nothing."""
        if self.chance(0.5):
            self.html.append(self.draw.choice(["\n", " ", "\n  ", "\r\n\t", "&nbsp;", "\n<!-- x -->\n", "\f"]))
        self.noise(0.03)

    def phrase(self):
        """Inline content with words at both ends; some of it in an element, some lines broken."""
        words = self.draw.randint(1, 8)
        wrapped = None
        for n in range(words):
            if wrapped is None and self.chance(0.15):
                wrapped = self.draw.choice(INLINE)
                self.tag(wrapped)
            self.count += 1
            self.word(self.draw.choice(WORDS) if self.chance(0.8) else f"w{self.count}")
            if wrapped and (n == words - 1 or self.chance(0.4)):
                self.end(wrapped)
                wrapped = None
            if n < words - 1:
                self.line_break() if self.chance(0.06) else self.space()

    def line_break(self):
        for _ in range(self.draw.choice([1, 1, 2, 3])):
            if self.chance(0.3):
                self.space()
            self.html.append(self.draw.choice(["<br>", "<br/>", "<BR CLEAR='all'>", "</br>", "<br />", "<br class='a>b'>"]))
            self.events.append(BR)
        if self.chance(0.3):
            self.space()

    def block(self, depth):
        kind = self.draw.choice(["phrase", "p", "p", "p", "parting", "parting", "div", "div", "list", "table", "dl", "pre", "hr", "select"])
        getattr(self, "a_" + kind)(depth)

    def blocks(self, depth):
        before = None
        for _ in range(self.draw.randint(1, 4)):
            self.gap()
            if depth <= 0:
                if before != "phrase":
                    self.phrase()
                before = "phrase"
                continue
            start = len(self.html)
            self.block(depth - 1)
            if before == "phrase" and self.events[-1] not in (LINE, PARAGRAPH) and start:
                self.events.append("")
            before = None
        self.gap()

    def element(self, name, event, depth, optional=False):
        self.events.append(event)
        self.tag(name)
        self.gap()
        if name in FLOW and depth > 0 and self.chance(0.6):
            self.blocks(depth)
        else:
            self.phrase()
        self.gap()
        if not (optional and self.chance(0.5)):
            self.end(name)
        self.events.append(event)

    def a_phrase(self, depth):
        """Text right in what holds it, apart from what else stands there."""
        self.a_div(0)

    def a_p(self, depth):
        self.events.append(PARAGRAPH)
        self.tag("p")
        self.gap()
        self.phrase()
        self.gap()
        if self.chance(0.5):
            self.end("p")
        else:  # only where another block ends it
            self.tag("div")
            self.end("div")
        self.events.append(PARAGRAPH)

    def a_parting(self, depth):
        name = self.draw.choice(PARTING)
        self.element(name, PARAGRAPH, depth)

    def a_div(self, depth):
        self.element("div", LINE, depth)

    def a_list(self, depth):
        name = self.draw.choice(["ul", "ol"])
        self.events.append(PARAGRAPH)
        self.tag(name)
        for _ in range(self.draw.randint(1, 4)):
            self.gap()
            self.element("li", LINE, 0 if self.chance(0.7) else depth, optional=True)
        self.gap()
        self.end(name)
        self.events.append(PARAGRAPH)

    def a_dl(self, depth):
        self.events.append(PARAGRAPH)
        self.tag("dl")
        for _ in range(self.draw.randint(1, 3)):
            self.gap()
            self.element("dt", LINE, 0, optional=True)
            self.element("dd", LINE, 0, optional=True)
        self.end("dl")
        self.events.append(PARAGRAPH)

    def a_table(self, depth):
        self.events.append(PARAGRAPH)
        self.tag("table")
        for _ in range(self.draw.randint(1, 3)):
            self.html.append(self.draw.choice(["", "\n", " <!-- x --> "]))
            self.events.append(LINE)
            self.tag("tr")
            for _ in range(self.draw.randint(1, 4)):
                self.html.append(self.draw.choice(["", "\n", "  "]))
                cell = self.draw.choice(["td", "td", "th"])
                self.events.append(" ")
                self.tag(cell)
                begin = len(self.events)
                if self.chance(0.9):
                    self.phrase()
                if self.chance(0.6):
                    self.end(cell)
                self.events.append(LINE if BR in self.events[begin:] else " ")  # of several lines the last one is no part of the row
            if self.chance(0.6):
                self.end("tr")
            self.events.append(LINE)
        self.end("table")
        self.events.append(PARAGRAPH)

    def a_pre(self, depth):
        draw, lines = self.draw, []
        for n in range(draw.randint(1, 5)):
            self.count += 1
            lines.append(" " * draw.choice([0, 0, 2, 4, 8, 3]) * (n > 0) + f"line{self.count} {draw.choice(['x  = y', 'a < b', 'f(&x)', '}', 'größer', '<i>'])}")
        self.events += [PARAGRAPH, Pre("\n".join(lines)), PARAGRAPH]
        self.tag("pre")
        self.html.append(draw.choice(["", "", "\n", "\r\n"]))
        for n, line in enumerate(lines):
            if n:
                self.html.append(draw.choice(["\n", "\n", "\r\n", "\r", "<br>"]))
            if line.startswith(" " * 8) and self.chance(0.5):
                self.html.append("\t")
                line = line[8:]
            for c in line:
                self.noise(0.01)
                self.char(c) if c != " " else self.html.append(" ")
        self.end("pre")

    def a_hr(self, depth):
        self.tag("hr")
        self.events.append(PARAGRAPH)

    def a_select(self, depth):
        self.events.append(LINE)
        self.html.append("<div><select name='x'>")
        for _ in range(self.draw.randint(1, 3)):
            self.events.append(LINE)
            self.html.append("<option value='x>y'>")
            self.count += 1
            self.events.append(f"option{self.count}")
            self.html.append(f"option{self.count}" + self.draw.choice(["", "</option>", "\n"]))
            self.events.append(LINE)
        self.html.append("</select></div>")
        self.events.append(LINE)


def shown(events):
    """The text: a run of breaks is one line end, or an empty line if it parts paragraphs or holds two <br>."""
    pres = [e for e in events if isinstance(e, Pre)]
    marked = re.sub(" +", " ", "".join("\4" if isinstance(e, Pre) else e for e in events))
    one = lambda m: "\n\n" if PARAGRAPH in m[0] or m[0].count(BR) > 1 else "\n"
    text = re.sub(r" ?[\1\2\3][ \1\2\3]*", one, marked).strip(" \n")
    return re.sub("\4", lambda m: pres.pop(0), text)


def page(draw):
    """A page and its text."""
    p = Page(draw)
    whole = p.chance(0.7)
    if p.chance(0.8):
        p.html.append(draw.choice(["<!DOCTYPE html>", "<!doctype html>\n", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\r\n', "\ufeff<!DOCTYPE html>", "<?xml version='1.0'?>\n<!DOCTYPE html>"]))
    if whole:
        p.html.append(draw.choice(["<html lang='en'>\n<head>", "<HTML><HEAD>", "<html>", ""]))
        p.html.append("<title>t &amp; <b>u</title>\n<meta name=x content='y>z'>" + draw.choice(["<style>a > b {}</style>", "<script src='x'></script>", "<link rel=x href=y>", ""]))
        p.html.append(draw.choice(["</head>\n<body class='x'>", "<body>", ""]))
    p.blocks(draw.choice([1, 2, 3]))
    if whole:
        p.html.append(draw.choice(["</body>\n</html>\n", "</html>", "\n", ""]))
    return "".join(p.html), shown(p.events)


PIECES = ["<", ">", "/", "!", "-", "--", "<!--", "-->", "--!>", "<!", "<?", "</", "&", "&amp;", "&#65", ";", "=", "\"", "'", " ", "\n", "\t", "a", "b", "x", "1", "A", "<b>", "</b>", "<i x=", "</x", "<script>", "</script>", "script", "<script",
          "</script", "<style>", "</style>", "<title>", "</title>", "title", "<xi", "\0", "amp", "lt;", "&lt", "&not", "it", "&#x4", "41", "#", "<!doctype", "[CDATA[", "]]>", "\r", "\f", "?", "<!-", "\ud55c", "é", "noframes", "<iframe>", "</iframe ", "`"]


def soup(draw):
    """Pieces of inline HTML in any order; html_reference.py knows what is seen of them."""
    return "".join(draw.choice(PIECES) for _ in range(draw.randint(1, 40)))


def mutated(draw, raw):
    """Bytes of a page, damaged in some places."""
    out = bytearray(raw)
    for _ in range(draw.choice([1, 2, 5, 20])):
        at, kind = draw.randrange(len(out) + 1), draw.randrange(6)
        if kind == 0:
            del out[at : at + draw.choice([1, 1, 3, 20, 200])]
        elif kind == 1:
            out[at:at] = draw.choice(PIECES).encode()
        elif kind == 2:
            out[at:at] = bytes(draw.randrange(256) for _ in range(draw.choice([1, 2, 4])))
        elif kind == 3 and at < len(out):
            out[at] ^= 1 << draw.randrange(8)
        elif kind == 4:
            out[at:at] = out[draw.randrange(len(out) + 1) :][: draw.choice([5, 50, 300])]
        else:
            out[at:at] = draw.choice([b"\xff", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\xc0\x80", b"\0", b"\xcc\x81" * 40, b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xc2\x85", b"\x1b[1m", b"\xf0\x9f\x98", b"\xe1\x84\x80\xe1\x85\xa1"])
        if not out:
            out += b"<"
    return bytes(out)
