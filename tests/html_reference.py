"""html_reference.py - the HTML standard's tokenizer (section 13.2.5), slow and obvious: what of some HTML is visible text.

Good for HTML that holds inline elements and elements without visible content only: no script runs, and there is no tree construction but
for what it tells the tokenizer (which content is raw) and for U+0000 in text, which it ignores.
"""
import re
from html.entities import html5

SPACE = "\t\n\f "
RAWTEXT = {"style", "xmp", "iframe", "noembed", "noframes"}
RCDATA = {"title", "textarea"}
UNSEEN = {"script", "style", "title", "iframe", "noembed", "noframes"}
# 13.2.5.84, numeric character reference end state
REPLACED = dict(zip(range(0x80, 0xA0), (bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xA0))))


def numeric(code):
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return REPLACED.get(code, chr(code))


def references(text, attribute=False):
    """13.2.5.72 to 84: character references, each decoded once."""
    def one(m):
        if m[1]:
            return numeric(int(m[1], 16))
        if m[2]:
            return numeric(int(m[2]))
        name = next((m[3][:n] for n in range(len(m[3]), 1, -1) if m[3][:n] in html5), None)
        if name is None:
            return m[0]
        rest = m[3][len(name) :]
        following = (rest + text[m.end() :])[:1]
        if attribute and not name.endswith(";") and re.match(r"[=A-Za-z0-9]", following):
            return m[0]
        return html5[name] + rest
    return re.sub(r"&(?:#[xX]([0-9a-fA-F]+);?|#([0-9]+);?|([A-Za-z0-9]+;?))", one, text)


def attributes(s, at):
    """13.2.5.32 to 40, from behind the tag's name: (pairs, where the tag ends), or (None, end) if the input ends first."""
    pairs, state, name, value = [], "before name", "", ""
    while at < len(s):
        c = s[at]
        at += 1
        if state == "self-closing":
            if c == ">":
                return pairs, at
            state = "before name"
        if state == "after quoted":
            if c not in SPACE + "/>":
                at -= 1  # missing white space: the next attribute begins here
                state = "before name"
                continue
            state = "before name"
        if state in ("before name", "after name"):
            if c in SPACE:
                continue
            if c == "/":
                state = "self-closing"
            elif c == ">":
                return pairs, at
            elif c == "=" and state == "after name":
                state = "before value"
            else:
                pairs.append([c.lower(), ""])
                state = "name"
        elif state == "name":
            if c in SPACE + "/>":
                at -= 1
                state = "after name"
            elif c == "=":
                state = "before value"
            else:
                pairs[-1][0] += c.lower()
        elif state == "before value":
            if c in SPACE:
                continue
            if c in "\"'":
                end = s.find(c, at)
                if end < 0:
                    return None, len(s)
                pairs[-1][1] = references(s[at:end], True)
                at, state = end + 1, "after quoted"
            elif c == ">":
                return pairs, at
            else:
                pairs[-1][1], state = c, "unquoted"
        elif state == "unquoted":
            if c in SPACE:
                state = "before name"
            elif c == ">":
                return pairs, at
            else:
                pairs[-1][1] += c
    return None, len(s)


def script_ends(s, at):
    """13.2.5.15 to 31: where the end tag of a script begins, whose content begins at `at`."""
    mode, dashes = "data", 0
    while at < len(s):
        ends = re.compile(r"</script(?=[\t\n\f />])", re.I).match(s, at)
        if mode == "data":
            if s.startswith("<!--", at):
                mode, dashes, at = "escaped", 2, at + 4
                continue
            if ends:
                return at
        elif s[at] == "-":
            dashes += 1
        elif s[at] == ">" and dashes >= 2:
            mode = "data"
        elif mode == "escaped":
            if ends:
                return at
            if re.compile(r"<script[\t\n\f />]", re.I).match(s, at):
                mode, at = "double escaped", at + 7
            dashes = 0
        else:
            if ends:
                mode, at = "escaped", at + 8
            dashes = 0
        at += 1
    return len(s)


def tokens(s):
    """Yields ("text", text), ("start", name, attributes), ("end", name); comments and doctypes are left out."""
    s = s.replace("\r\n", "\n").replace("\r", "\n")
    at, text = 0, 0
    while at < len(s):
        opened = s.find("<", at)
        if opened < 0:
            break
        rest, tag, end = s[opened + 1 : opened + 9], None, None
        if rest.startswith("!--"):
            closed = re.compile(r"-?>|.*?--!?>", re.S).match(s, opened + 4)
            end = closed.end() if closed else len(s)
        elif rest[:1] in ("!", "?") and rest or re.match(r"/[^A-Za-z>]", rest, re.S):
            end = s.find(">", opened) + 1 or len(s)  # a doctype, a bogus comment
        elif rest.startswith("/>"):
            end = opened + 3
        elif re.match(r"/?[A-Za-z]", rest):
            name = re.compile(r"</?([^\t\n\f />]*)").match(s, opened)
            pairs, end = attributes(s, name.end())
            tag = pairs is not None and (rest[0] == "/", name[1].lower(), pairs)
        else:  # no tag: the "<" is text
            at = opened + 1
            continue
        if opened > text:
            yield "text", references(s[text:opened]).replace("\0", "")
        at = text = end
        if not tag:
            continue
        closing, name, pairs = tag
        if closing:
            yield "end", name
            continue
        yield "start", name, pairs
        if name == "plaintext":
            yield "text", s[at:].replace("\0", "\ufffd")
            return
        if name in RAWTEXT | RCDATA or name == "script":
            found = re.compile(rf"</{name}(?=[\t\n\f />])", re.I).search(s, at)
            end = script_ends(s, at) if name == "script" else found.start() if found else len(s)
            content = s[at:end].replace("\0", "\ufffd")
            yield "text", references(content) if name in RCDATA else content
            at = text = end
    if len(s) > text:
        yield "text", references(s[text:]).replace("\0", "")


def visible(s):
    """The text of inline HTML, white space collapsed."""
    out, unseen = "", None
    for kind, value, *_ in tokens(s):
        if kind == "text":
            out += value if unseen is None else ""
        elif kind == "start":
            unseen = value if value in UNSEEN else None
        else:
            unseen = None
    return re.sub(r"[\t\n\f\r ]+", " ", out).strip(" ")
