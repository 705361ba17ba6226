"""Pages of the plainest kind, in many languages, of which every line's place is known: for bench/train.py.

What people write by hand, in a wiki or with an editor, has few classes and little furniture, and the pages of the data are
mostly not like that, nor in most of these languages.  The text is DIR/languages, clean prose; furniture is made of a few of
its words in links.
"""
import html, os, random, re

CONTAINERS = set('header nav main article aside footer div ul ol dl table tr blockquote figure details'.split())
LINES = set('p h1 h2 li dt dd td caption figcaption summary hr br'.split())
TEXT = 8000  # characters of a text that are drawn from
LONG = .1  # the share of pages that are much longer than the others
OPEN, CLOSE = '\ue000', '\ue001'  # around the lines that are furniture; they are taken out again


def words_of(text):
    """-> a function that takes a random stretch of so many words; in scripts without spaces twice as many characters"""
    words = text.split()
    spaced = len(words) > len(text) / 15

    def take(rng, least, most):
        n = rng.randint(least, most)
        if spaced:
            at = rng.randrange(max(1, len(words) - n))
            some = ' '.join(words[at:at + n])
        else:
            joined = ''.join(words)
            at = rng.randrange(max(1, len(joined) - 2 * n))
            some = joined[at:at + 2 * n]
        return some.strip('.,;:!?()[]«»“”"\'-–—。、，،؟ ') or words[0]
    return take


def escaped(rng, take):
    """-> the same for a page, of so many words"""
    return lambda least, most: html.escape(take(rng, least, most), quote=False)


def several(rng, least, most):
    return range(rng.randint(least, most))


def links(rng, take):
    """-> links of a menu"""
    return ['<a href="/%d">%s</a>' % (i, html.escape(take(rng, 1, 3), quote=False)) for i in range(rng.randint(3, 9))]


def furniture(source):
    return OPEN + source + CLOSE


def menu(rng, take):
    kind = rng.randrange(3)
    if kind == 0:
        return '<ul>%s</ul>' % ''.join('<li>%s</li>' % furniture(link) for link in links(rng, take))
    if kind == 1:
        return '<br>'.join(map(furniture, links(rng, take)))
    return '<p>%s</p>' % furniture(' | '.join(links(rng, take)))


def text(rng, short, paragraph):
    return '<p>%s</p>' % paragraph()


def section(rng, short, paragraph):
    return '<h2>%s</h2><p>%s</p>' % (short(1, 6), paragraph())


def items(rng, short, paragraph):
    name = rng.choice(('ul', 'ol'))
    return '<%s>%s</%s>' % (name, ''.join('<li>%s</li>' % short(2, 14) for _ in several(rng, 2, 7)), name)


def definitions(rng, short, paragraph):
    return '<dl>%s</dl>' % ''.join('<dt>%s</dt><dd>%s</dd>' % (short(1, 3), short(3, 14)) for _ in several(rng, 2, 6))


def table(rng, short, paragraph):
    cells = rng.randint(2, 4)
    row = lambda: ''.join('<td>%s</td>' % (short(1, 4) if rng.random() < .7 else rng.randint(1, 3000)) for _ in range(cells))
    caption = '<caption>%s</caption>' % short(2, 6) if rng.random() < .5 else ''
    return '<table>%s%s</table>' % (caption, ''.join('<tr>%s</tr>' % row() for _ in several(rng, 2, 7)))


def quotation(rng, short, paragraph):
    cite = '<footer>%s</footer>' % short(2, 4) if rng.random() < .5 else ''
    said = paragraph() if rng.random() < .5 else short(4, 14) + '.'
    return '<blockquote>%s%s</blockquote>' % (rng.choice(('<p>%s</p>', '<p>%s</p>', '%s')) % said, cite)


def picture(rng, short, paragraph):
    return '<figure><img src="a.jpg" alt=""><figcaption>%s</figcaption></figure>' % short(3, 12)


def verse(rng, short, paragraph):
    return '<p>%s</p>' % '<br>\n'.join(short(3, 9) for _ in several(rng, 3, 12))


def short_text(rng, short, paragraph):
    return '<p>%s</p>' % short(2, 9)


def talk(rng, short, paragraph):
    return ''.join('<p>– %s?</p><p>– %s.</p>' % (short(3, 9), short(1, 9)) for _ in several(rng, 1, 4))


def folded(rng, short, paragraph):
    return '<details><summary>%s</summary><p>%s</p></details>' % (short(2, 9), paragraph())


def question(rng, short, paragraph):
    return '<h3>%s?</h3><p>%s</p>' % (short(3, 9), paragraph() if rng.random() < .7 else short(4, 12))


def run(rng, short, paragraph):
    """lines of one kind, often with a link behind each"""
    number = lambda: rng.randint(1, 120)
    line = rng.choice((lambda: short(2, 9), lambda: '%s %d–%d %s' % (short(1, 2), number(), number(), short(1, 2)),
                       lambda: '%d. %s' % (number(), short(1, 6)), lambda: '%s: %s' % (short(1, 2), short(1, 6)),
                       lambda: '%s.' % short(8, 20)))
    link = rng.choice(('', '', ' <a href="/more">%s</a>' % short(1, 2), ' <a href="#a">#</a>', ' [<a href="n.html">%d</a>]' % number()))
    name = rng.choice(('p', 'div', 'li'))
    lines = ''.join('<%s>%s%s</%s>' % (name, line(), link, name) for _ in several(rng, 4, 30))
    return '<ul>%s</ul>' % lines if name == 'li' else lines


def annotated(rng, short, paragraph):
    """verse of which each line is a link to what is said of it"""
    return '<p>%s</p>' % '<br>\n'.join('<a href="/%d">%s</a>' % (i, short(4, 9)) for i in several(rng, 4, 14))


def answers(rng, short, paragraph):
    """questions that link to themselves"""
    return ''.join('<h3><a href="#q%d">%s?</a></h3><p>%s</p>' % (i, short(3, 9), short(4, 24)) for i in several(rng, 2, 8))


def posts(rng, short, paragraph):
    """who, when, what"""
    name = rng.choice(('p', 'div', 'li'))
    post = '<{0}>%s</{0}><{0}>%d.%d.%d</{0}><{0}>%s</{0}>'.format(name)
    return ''.join(post % (short(1, 2), rng.randint(1, 28), rng.randint(1, 12), rng.randint(1998, 2024), short(4, 30))
                   for _ in several(rng, 2, 8))


def listing(rng, short, paragraph):
    """what looks like a program"""
    line = lambda: rng.choice(('%s(%s);', '%s = %s', 'if %s: %s {', '$ %s --%s', '# %s %s')) % (short(1, 1), short(1, 2))
    return '<pre>%s</pre>' % '\n'.join(' ' * rng.choice((0, 0, 2, 4)) + line() for _ in several(rng, 2, 20))


def enclosed(rng, short, paragraph):
    """a block in elements of its own, as hints, notes and listings are"""
    sentence = lambda: short(4, 20) + '.'
    kinds = (text, section, items, definitions, table, quotation, listing)
    body = rng.choice(kinds)(rng, short, paragraph) if rng.random() < .6 else rng.choice(('<p>%s</p>', '%s')) % sentence()
    for _ in several(rng, 1, 2):
        body = '<{0}{1}>{2}</{0}>'.format(rng.choice(('div', 'div', 'section')), a_class(rng), body)
    return body


BLOCKS = {text: 12, section: 3, items: 3, definitions: 2, table: 2, quotation: 1, picture: 1, verse: 1, short_text: 2, talk: 1,
          folded: 1, question: 2, enclosed: 2, run: 1, annotated: .5, answers: .5, posts: .5}  # and how often each is drawn
LAST = (enclosed, enclosed, enclosed, quotation, definitions, table)  # what can end it
WHOLE = (run, run, run, annotated, answers, posts)  # what can be all of a page's text


def block(rng, take, paragraph, nested):
    """one block of text, of some kind"""
    short = escaped(rng, take)
    kinds = [kind for kind in BLOCKS if nested or kind != enclosed]
    return rng.choices(kinds, [BLOCKS[kind] for kind in kinds])[0](rng, short, paragraph)


def linked(rng, paragraph):
    """a paragraph with a few of its words in a link"""
    words = paragraph().split(' ')
    at = rng.randrange(len(words))
    words[at:at + 3] = ['<a href="/see">%s</a>' % ' '.join(words[at:at + 3])]
    return ' '.join(words)


def long_text(rng, take):
    """a chapter, a manual, a book: much prose, with headings and other things between, in one way all over"""
    short, spaced = escaped(rng, take), ' ' in take(rng, 20, 20)
    stop, sentences = ('. ' if spaced else '。'), rng.choice((2, 5, 12))
    prose = lambda: ''.join(short(6, 24) + stop for _ in several(rng, 1, sentences)).strip()
    every, with_links = rng.choice((1, 2, 2, 4, 8)), rng.choice((0, .02, .1, .3)) if spaced else 0
    others, share = rng.sample((listing, items, definitions, table, quotation, run, short_text, picture), 2), rng.choice((0, .05, .2, .5))
    body = []
    for i in several(rng, 20, 250):
        if i % every == 0 and rng.random() < .9:
            body.append('<h{0}>%s</h{0}>'.format(rng.choice((2, 3, 3, 4))) % short(1, 7))
        body.append('<p>%s</p>' % (linked(rng, prose) if rng.random() < with_links else prose()))
        if rng.random() < share:
            body.append(rng.choice(others)(rng, short, prose))
    return '\n'.join(body)


def notes(rng, take):
    """what stands below the text"""
    short = escaped(rng, take)
    heading = rng.choice(('<hr>', '<h2>%s</h2>' % short(1, 2), ''))
    count = range(1, rng.randint(2, 6))
    kind = rng.randrange(3)
    if kind == 0:
        return heading + '<ol>%s</ol>' % ''.join('<li>%s</li>' % short(4, 16) for _ in count)
    if kind == 1:
        return heading + ''.join('<p>%s %s.</p>' % (rng.choice(('%d.', '[%d]', '<sup>%d</sup>')) % n, short(4, 16)) for n in count)
    return heading + '<p><small>%s</small></p>' % short(6, 20)


def plain(rng, body):
    """the same text as an editor leaves it that knows nothing but div"""
    if rng.random() < .5:
        body = re.sub('<h1>(.*?)</h1>', '<div%s>\\1</div>' % a_class(rng), body)
    heading = a_class(rng)
    body = re.sub('<h2>(.*?)</h2>', rng.choice(('<div%s><b>\\1</b></div>', '<div%s>\\1</div>')) % heading, body)
    return re.sub(r'<(/?)p>', r'<\1div>', body)


def a_class(rng):
    """a name that says nothing, as those made by programs, or none"""
    if rng.random() < .4:
        return ''
    return ' class="%s"' % ''.join(rng.choice('bcdfghjkmpqvxz') + rng.choice('aeou12') for _ in range(rng.randint(1, 3)))


def around(rng, take, text):
    """the page that the text stands in"""
    kind = rng.randrange(8)
    owner = html.escape(take(rng, 1, 4), quote=False)
    foot = '<p>%s</p>' % furniture(rng.choice(('© %d %s', '%d %s')) % (rng.randint(1998, 2024), owner))
    if kind == 0:
        return text
    if kind == 6:
        return menu(rng, take) + text
    if kind == 7:
        return '<p>%s</p>%s' % (furniture('<a href="/">%s</a>' % owner), text)
    if kind == 1:
        return '<header><nav>%s</nav></header><main>%s</main><footer>%s</footer>' % (menu(rng, take), text, foot)
    if kind == 2:
        return '<nav>%s</nav><article>%s</article><aside>%s</aside>%s' % (menu(rng, take), text, menu(rng, take), foot)
    if kind == 3:
        return '<div id="header">%s</div><div id="content">%s</div><div id="sidebar">%s</div><div id="footer">%s</div>' % (
            menu(rng, take), text, menu(rng, take), foot)
    if kind == 4:
        parts = [menu(rng, take), text, foot]
        if rng.random() < .3:
            parts.insert(2, menu(rng, take))
        return '<div%s>%s</div>' % (a_class(rng), ''.join('<div%s>%s</div>' % (a_class(rng), part) for part in parts))
    return '<table><tr><td>%s</td><td>%s</td></tr><tr><td colspan=2>%s</td></tr></table>' % (menu(rng, take), text, foot)


def page(rng, text, nested):
    """-> the source, and its furniture: line by line, in its order; with `nested`, blocks stand in elements of their own, and may end it"""
    paragraphs = [p for p in text.split('\n') if 60 <= len(p) <= 700]
    if len(paragraphs) < 4:
        return None
    rng.shuffle(paragraphs)
    take = words_of(text)
    paragraph = lambda: html.escape(paragraphs.pop() if paragraphs else take(rng, 9, 30), quote=False)
    title = html.escape(take(rng, 2, 7), quote=False)
    if rng.random() < LONG:
        body = long_text(rng, take)
    elif rng.random() < .2:
        body = rng.choice(WHOLE)(rng, escaped(rng, take), paragraph)
    else:
        body = '\n'.join(block(rng, take, paragraph, nested) for _ in range(rng.randint(2, 12)))
        if nested and rng.random() < .4:
            body += rng.choice(LAST)(rng, escaped(rng, take), paragraph)
    if rng.random() < .9:
        body = '<h1>%s</h1>%s' % (title, body)
    if rng.random() < .3:
        body += notes(rng, take)
    if rng.random() < .35:
        body = plain(rng, body)
    source = '<!doctype html><title>%s</title>%s\n' % (title, around(rng, take, body))
    rest = re.findall('%s(.*?)%s' % (OPEN, CLOSE), source)
    return re.sub('[%s%s]' % (OPEN, CLOSE), '', source), [html.unescape(re.sub('<.*?>', '', part)) for part in rest]


def indented(rng, source):
    """the same page with a line for each element, as people and programs write them"""
    step, gap = rng.choice(('', '  ', '    ', '\t')), rng.choice(('\n', '\n', '\n\n'))
    out, depth = [], 0
    for part in re.findall(r'<[^>]*>|[^<]+', source):
        name = re.match(r'</?(\w+)', part)
        name = name and name.group(1)
        ends = part.startswith('</')
        if name in CONTAINERS:
            depth += -1 if ends else 1
            out.append(gap + step * (depth + (not ends)) if not ends or name != 'tr' else '')
        elif name in LINES and not ends:
            out.append('\n' + step * (depth + 1))
        out.append(part)
        if name in CONTAINERS and ends:
            out.append(gap)
    return ''.join(out)


def simple_pages(folder, read_jsonl, count, nested):
    """so many pages, drawn once: (source, its furniture)"""
    rng = random.Random(3)
    texts = [d['text'] for d in read_jsonl(os.path.join(folder, 'languages', 'texts.jsonl.zst')) if len(d['text']) > 1500]
    made = (page(rng, text[:TEXT], nested) for text in rng.sample(texts, len(texts)))
    return [p for p in made if p][:count]
