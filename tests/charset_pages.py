"""charset_pages.py - pages and texts in many encodings, whose text is known, by header, by <meta>, by mark and by nothing.

Which goes first is the contract's; what a label means, the WHATWG encoding standard's.  Python's codecs encode.
"""
from collections import namedtuple

# header: the charset that the container declares (--from has the same place), None if none;
# charset: the encoding that it is then, in lower case, ... where it does not matter
Page = namedtuple("Page", "why body text charset header type", defaults=(None, "text/html"))

WORDS = {"windows-1251": "Цветы у моря", "koi8-r": "Цветы у моря", "koi8-u": "Київ", "iso-8859-5": "Цветы у моря", "ibm866": "Цветы у моря", "iso-8859-2": "żółta łódka", "windows-1250": "żółta łódka",
         "windows-1252": "naïve “café” – €", "shift_jis": "日本語の文章", "euc-jp": "日本語の文章", "iso-2022-jp": "日本語の文章", "gbk": "简体中文", "gb18030": "简体中文𠀀", "big5": "繁體中文", "euc-kr": "한국어 문장",
         "windows-1253": "καλημέρα", "iso-8859-7": "καλημέρα", "windows-1255": "שלום", "windows-1256": "مرحبا", "windows-1254": "İstanbul ığdır", "windows-1257": "ėžuolas", "windows-1258": "xin chào", "windows-874": "สวัสดี",
         "iso-8859-15": "œuvre à 5 €", "macintosh": "naïve café", "utf-8": "größer море"}
CODECS = {"shift_jis": "cp932", "euc-kr": "cp949", "windows-874": "cp874", "ibm866": "cp866", "macintosh": "mac_roman"}
LABELS = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252", "ISO8859-1": "windows-1252", "ascii": "windows-1252", "x-sjis": "shift_jis", "shift-jis": "shift_jis", "gb2312": "gbk", "x-gbk": "gbk",
          "ks_c_5601-1987": "euc-kr", "cp1251": "windows-1251", "utf8": "utf-8", "UTF-8": "utf-8", "unicode-1-1-utf-8": "utf-8", "koi8": "koi8-r", "iso-8859-9": "windows-1254", "Windows-1252": "windows-1252", "big5-hkscs": "big5",
          "latin2": "iso-8859-2", "sun_eu_greek": "iso-8859-7", "tis-620": "windows-874", "iso-8859-11": "windows-874", "x-mac-roman": "macintosh", "866": "ibm866", "windows-31j": "shift_jis", "korean": "euc-kr"}
METAS = ["<meta charset={}>", "<META CHARSET='{}'/>", '<meta http-equiv="Content-Type" content="text/html; charset={}">', "<meta content='text/html;charset={}' http-equiv=content-type>",
         '<!-- <meta charset=big5> --><meta name=x content=y><meta charset = "{}">', "<html><head>\n<title>x</title>\n<meta\tcharset\n=\n{} >", '<script src="x"></script><meta name="a>b" charset="{}">', "<!-- " + "x" * 500 + " --><meta charset={}>"]


def encode(text, charset):
    if charset == "windows-1258":
        return text.replace("à", "a\u0300").encode("cp1258")
    return text.encode(CODECS.get(charset, charset))


def by_label():
    for label, charset in list(LABELS.items()) + [(c, c) for c in WORDS]:
        word = WORDS[charset]
        body, seen = encode(f"<p>{word}</p><p>{word} x", charset), f"{word}\n\n{word} x"
        yield Page(f"header {label}", b"<!doctype html>" + body, seen, charset, label)
        yield Page(f"header {label} goes before meta", b"<!doctype html><meta charset=windows-1250>" + body, seen, charset, label)
        yield Page(f"text in {label}", encode(f"{word}\n\n{word} x", charset), seen, charset, label, "text/plain")
        for meta in METAS:
            yield Page(f"{meta.format(label)[:90]}", b"<!doctype html>" + meta.format(label).encode() + body, seen, charset)
        if charset in ("utf-8", "iso-2022-jp"):
            continue
        sound = f"<p>größer море {word}".encode()
        seen = f"größer море {word}"
        yield Page(f"valid UTF-8 overrules the header's {label}", sound, seen, "utf-8", label)
        yield Page(f"valid UTF-8 overrules the meta's {label}", f"<meta charset={label}>".encode() + sound, seen, "utf-8")
        yield Page(f"a byte-order mark goes before {label}", b"\xef\xbb\xbf" + sound, seen, "utf-8", label)
        yield Page(f"a byte-order mark goes before meta {label}", b"\xef\xbb\xbf" + f"<meta charset={label}>".encode() + sound, seen, "utf-8")


def of_utf16():
    for codec, name, mark in [("utf-16-le", "utf-16le", b"\xff\xfe"), ("utf-16-be", "utf-16be", b"\xfe\xff")]:
        body = "<!doctype html><p>größer <b>море</b> 日本 \U0001f600".encode(codec)
        for header in [None, "utf-16", name, "utf-8", "iso-8859-1"]:
            yield Page(f"{codec} by its mark, header {header}", mark + body, "größer море 日本 \U0001f600", name, header)
        yield Page(f"{codec} by its header", body, "größer море 日本 \U0001f600", name, name)
        yield Page(f"{codec} by its mark, text", mark + "größer море".encode(codec), "größer море", name, None, "text/plain")
    yield Page("meta utf-16 is UTF-8 (13.2.3.2 of the HTML standard)", b"<meta charset=utf-16><p>caf\xc3\xa9 \xe6\xb5\xb7", "café 海", "utf-8")


def odd():
    yield Page("an unknown charset", b"<p>caf\xc3\xa9 ok", "café ok", ..., "no-such-thing")
    yield Page("nothing declared, ASCII", b"<p>plain", "plain", "utf-8")
    yield Page("nothing declared, UTF-8", b"<p>caf\xc3\xa9 \xe6\xb5\xb7", "café 海", "utf-8")
    yield Page("C1 bytes of iso-8859-1 are Windows-1252", b"<p>\x93yes\x94 \x96 \x80", "“yes” – €", "windows-1252", "iso-8859-1")
    yield Page("ASCII in iso-8859-1", b"<p>plain", "plain", ..., "iso-8859-1")
    yield Page("references are characters in any charset", b"<p>&eacute;&#233;\xe9 &#x43c;", "ééé м", "windows-1252", "iso-8859-1")
    long = "<!doctype html><!-- " + "x" * 1100 + " --><meta charset=windows-1251><p>Привет"
    yield Page("<meta> behind the first 1024 bytes is not looked for", long.encode("cp1251"), ..., ...)


def detected(built_in):
    if "uchardet" not in built_in:
        return
    russian = "Однажды весною, в час небывало жаркого заката, в Москве, на Патриарших прудах, появились два гражданина. Первый из них был маленького роста, упитан, лыс. " * 3
    japanese = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所でニャーニャー泣いていた事だけは記憶している。" * 3
    for charset, text in [("windows-1251", russian), ("koi8-r", russian), ("shift_jis", japanese), ("euc-jp", japanese)]:
        yield Page(f"detected: {charset}", encode(f"<!doctype html><p>{text}", charset), text.strip(), charset)
        yield Page(f"detected, the declared charset being unknown: {charset}", encode(f"<!doctype html><p>{text}", charset), text.strip(), ..., "no-such-thing")


def pages_in_charsets(built_in):
    yield from by_label()
    yield from of_utf16()
    yield from odd()
    yield from detected(built_in)
