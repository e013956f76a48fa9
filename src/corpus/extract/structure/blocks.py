"""What each line of an article is: lead, body, heading, caption, embedded post, pull quote, credit or clutter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.extract.structure.lines import Line, item, paragraphs, stopped
from corpus.front_matter import FRONT_MATTER
from corpus.languages import DEFAULT, Lexicon, lexicon
from corpus.model import Article, Block, BlockKind, Span

_K = BlockKind
_HEADING = re.compile(r"#{1,6}\s")
_MARKS = "\"“”„«»‘’'‹›*_>#–—―- \t"
_DATE_TAIL = (
    r"(?:[\s·,|]*(?:on\s|el\s|am\s)?[^\W\d_]{0,12}\.?[\s\d.,:/·–-]*(?:de\s[^\W\d_]+(?:\sde)?\s)?[\w\s.,:·/–-]{0,40})?"
)
_SIGNATURE = re.compile(rf"[–—―-]{{1,3}}\s*[^()@\n]{{0,80}}\(@[\w.@-]{{1,80}}\){_DATE_TAIL}$")
_UNDASHED = re.compile(r"[^()@.!?:\n]{1,60}\(@[\w.@-]{1,80}\)[\s·,|]*(?=[^\d\n]*\d)(?:[\w ,.:/·]{0,40})$")
_SIGNED = re.compile(rf"\s([–—―-]{{1,3}}\s?[^\W\d_][^()@\n]{{0,80}}\(@[\w.@-]{{1,80}}\){_DATE_TAIL})$")
_LINK = re.compile(r"(?:pic\.twitter\.com|t\.co|pic\.x\.com|instagram\.com/p)/\w+\s*$")
_POSTED = re.compile(r"(?:^|\s)[@#]\w{2,}|https?://|pic\.twitter\.com/|\bt\.co/|[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_NAME_LINE = re.compile(r"[–—―-]{0,3}\s*[^\W\d_]\S*(?:\s+[\w.'’&(-]\S*){0,13}$")
_NAMED = re.compile(r"[–—―-]{0,3}\s*(?:[^\W\d_a-z][\w.'’-]*\s+){1,4}[^\W\d_a-z][\w'’-]*(?:,[^.!?]{2,60})?\.?$")
_PLACE_LINE = re.compile(r"[^\W\d_a-z][^.!?\n]{0,60}(?:\([^()]{2,20}\)\s?[.\-–—_]*|\s(?:_|--|—|–))$")
_OWNER = re.compile(r"\([^\W\d_a-z][^()/]{1,40}/\s?[^\W\d_a-z][^()/]{1,30}\)\.?$")  # "(Ann Lee/Daily Post)"
_STYLE = re.compile(r"[}{]$|[a-z-]+:\s?[^;]{1,60};$")  # style sheets that came along with a page
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGIT = re.compile(r"\d")
_POSTABLE = (None, _K.POST, _K.BOILERPLATE, _K.CAPTION)


@dataclass(frozen=True, slots=True)
class PostSize:
    """How long a post may be above its signature. Set by hand: posts are cut at 280, translations run longer."""

    characters: int = 420  # above the last line of a post


_POST = PostSize()


@dataclass(frozen=True, slots=True)
class _Rules:
    boilerplate: re.Pattern[str]
    credit: re.Pattern[str]
    credit_within: tuple[str, ...]
    caption: re.Pattern[str]
    caption_within: tuple[str, ...]
    byline: re.Pattern[str]
    shared: re.Pattern[str]
    intro: frozenset[str]
    personal: frozenset[str]
    reporter: frozenset[str]
    agency: re.Pattern[str]
    calendar: frozenset[str]  # words a line that is but a date may have


def divide(article: Article, code: str) -> tuple[Block, ...]:
    """Every non-blank line of the text is in exactly one block, in text order."""
    rules = _rules(code)
    lines, first = _body(article.text)
    told = {block.span.start: block.kind for block in article.blocks}
    kinds: list[BlockKind | None] = [told.get(line.span.start) or _by_looks(line, rules) for line in lines]
    _posts(lines, kinds, rules)
    _pulls(article.text, lines, kinds)
    _headlines(lines, kinds, rules)
    _lead(kinds)
    return (*first, *(Block(line.span, kind or _K.BODY) for line, kind in zip(lines, kinds, strict=True)))


def _body(text: str) -> tuple[list[Line], tuple[Block, ...]]:
    """The lines after the front matter, signatures at a line's end on their own; and the front matter."""
    lines = paragraphs(text)
    match = FRONT_MATTER.match(text)
    matter = [line for line in lines if match and line.span.start < match.end()]
    found: list[Line] = []
    for line in lines[len(matter) :]:
        signed = _SIGNED.search(line.words[-200:]) if "(@" in line.words[-200:] else None
        if signed is None or line.words[-200:].startswith(("–", "—")):
            found.append(line)
            continue
        cut = line.span.end - len(signed.group(1))
        found.append(Line(Span(line.span.start, cut - 1), line.words[: cut - 1 - line.span.start].rstrip(), line.gap))
        found[-1] = Line(Span(line.span.start, line.span.start + len(found[-1].words)), found[-1].words, line.gap)
        found.append(Line(Span(cut, line.span.end), signed.group(1), False))
    return found, tuple(Block(line.span, _K.META) for line in matter)


def _by_looks(line: Line, rules: _Rules) -> BlockKind | None:
    words = line.words
    if "/" in words[-60:] and _LINK.search(words[-60:]):
        return _K.POST
    if len(words) > 240:
        return None
    if len(words) < 80 and (
        (words.endswith(("{", "}", ";")) and _STYLE.search(words)) or not any(map(str.isalpha, words))
    ):
        return _K.BOILERPLATE
    if len(words) < 80 and _PLACE_LINE.match(words) and rules.agency.search(words):
        return _K.META
    if _HEADING.match(words):
        return _K.HEADING
    if "(@" in words and (_SIGNATURE.match(words) or _UNDASHED.match(words) or rules.shared.match(words)):
        return _K.SIGNATURE
    low = words.lower()
    if len(words) <= 90 and _YEAR.search(words) and rules.calendar.issuperset(_WORD.findall(low)):
        return _K.META
    if len(words) <= 160:
        if rules.boilerplate.match(words):
            return _K.BOILERPLATE
        if rules.credit.match(words) or (len(low) > 12 and any(part in low for part in rules.credit_within)):
            return _K.CREDIT
    if words.endswith((")", ").")) and _OWNER.search(words):
        return _K.CAPTION
    tail = low[-60:]
    return _K.CAPTION if rules.caption.match(words) or any(part in tail for part in rules.caption_within) else None


def _posts(lines: list[Line], kinds: list[BlockKind | None], rules: _Rules) -> None:
    """A post is signed below: its words are the lines above the signature that no reporter wrote. A signature without a
    date may be that of the article, so it takes only what reads like a post."""
    for index, kind in enumerate(kinds):
        _, at, tail = lines[index].words.partition("(@")
        if kind is not _K.SIGNATURE or not at:
            continue
        dated = bool(_DIGIT.search(tail.partition(")")[2]))
        if not dated and index + 1 < len(kinds) and kinds[index + 1] is _K.META:
            kinds[index + 1], dated = _K.SIGNATURE, True
        room = _POST.characters
        for above in range(index - 1, max(-1, index - 12), -1):
            if kinds[above] not in _POSTABLE or _introduces(lines[above], rules):
                break
            direct = above == index - 1 and (dated or _posted(lines[above], lines[index], rules))
            if kinds[above] in (_K.BOILERPLATE, _K.CAPTION) and not (direct and _POSTED.search(lines[above].words)):
                break
            room -= 0 if direct else len(lines[above].words)
            if not direct and (room < 0 or not _posted(lines[above], lines[above + 1], rules)):
                break
            kinds[above] = _K.POST


def _introduces(line: Line, rules: _Rules) -> bool:
    if not line.words.endswith(":"):
        return False
    said = set(_WORD.findall(line.words.lower()))
    return bool(said & rules.intro) and not said & rules.personal


def _posted(line: Line, below: Line, rules: _Rules) -> bool:
    """Whether a line further up still belongs to the post that ends below."""
    if _POSTED.search(line.words):
        return True
    said = set(_WORD.findall(line.words.lower()))
    if said & rules.personal:
        return not said & rules.intro
    return stopped(line.words) and len(line.words) <= 100 and not below.gap and not said & rules.reporter


def _pulls(text: str, lines: list[Line], kinds: list[BlockKind | None]) -> None:
    """A line that stands elsewhere in the article too, or is signed with a dash, is printed large."""
    tried = 0
    for index, line in enumerate(lines):
        if kinds[index] is not None or len(line.words) > 400 or tried > 60:
            continue
        core = line.words.strip(_MARKS).rstrip(".!?…,")
        quoted = line.words[0] in '"“„«'
        author = _author(lines, kinds, index)
        if not (author or quoted or not stopped(line.words)) or core.count(" ") < 4:
            continue
        tried += 1
        dashed = author and lines[index + 1].words[0] in "–—―-"
        if not (quoted and dashed) and not _elsewhere(text, core[1:], line.span):
            continue
        if author or core.count(" ") >= 8:
            kinds[index] = _K.PULL
            if author or _signed(lines, kinds, index + 1):
                kinds[index + 1] = _K.AUTHOR


def _elsewhere(text: str, core: str, span: Span) -> bool:
    """Whether the words stand in another line too, as a part of it: a line twice is a list, not a quotation."""
    at = text.find(core, 0, span.start)
    if at < 0:
        at = text.find(core, span.end)
    if at < 0:
        return False
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return (end if end >= 0 else len(text)) - start > len(span) + 4


def _signed(lines: list[Line], kinds: list[BlockKind | None], index: int) -> bool:
    """Whether a line is the name of a person and perhaps an office, with a stop or without."""
    return index < len(lines) and kinds[index] is None and bool(_NAMED.match(lines[index].words))


def _author(lines: list[Line], kinds: list[BlockKind | None], index: int) -> bool:
    """Whether the next line is a name, perhaps with an office: short, begun large, without a stop."""
    if index + 1 >= len(lines) or kinds[index + 1] is not None:
        return False
    words = lines[index + 1].words
    bare = words.lstrip("–—―- ")
    return len(words) <= 90 and bare[:1].isupper() and not stopped(words) and bool(_NAME_LINE.match(words))


def _headlines(lines: list[Line], kinds: list[BlockKind | None], rules: _Rules) -> None:
    """Short lines without a final stop: title, heading or caption by their place; three in a row are a list."""
    top = next((i for i, kind in enumerate(kinds) if kind in (None, _K.HEADING)), len(kinds))
    below = lines[top + 1 : top + 7]
    if below and (kinds[top] is _K.HEADING or _titles(lines[top], below)):
        kinds[top] = _K.TITLE
    short = [kind is None and _short(line.words) for line, kind in zip(lines, kinds, strict=True)]
    for index, line in enumerate(lines):
        if not short[index]:
            continue
        if rules.byline.match(line.words) and (index < 5 or index > len(lines) - 4):
            kinds[index] = _K.CREDIT
            continue
        if any(
            all(short[i] for i in range(max(0, at), at + 3))
            for at in range(index - 2, index + 1)
            if 0 <= at < len(short) - 2
        ):
            continue
        kinds[index] = _place(index, lines, kinds)


def _place(index: int, lines: list[Line], kinds: list[BlockKind | None]) -> BlockKind | None:
    if index + 1 == len(lines):
        return _K.HEADING if index and len(lines[index].words.split()) <= 6 else None
    return _K.CAPTION if kinds[index + 1] in (_K.POST, _K.SIGNATURE) and index else _K.HEADING


def _titles(line: Line, below: list[Line]) -> bool:
    words = line.words
    if len(words) > 160 or item(words) or max(len(other.words) for other in below) < len(words) // 2:
        return False
    ends = words.rstrip(_MARKS)[-1:]
    if ends in "?!" or (ends == "." and words.isupper()):
        return below[0].gap and words.count(" ") >= 3
    return not stopped(words)


def _short(words: str) -> bool:
    return (
        len(words) <= 110
        and not stopped(words)
        and words.count(" ") < 15
        and not item(words)
        and not words[0].islower()
    )


def _lead(kinds: list[BlockKind | None]) -> None:
    for index, kind in enumerate(kinds):
        if kind is None:
            kinds[index] = _K.LEAD
            return


@lru_cache(maxsize=16)
def _rules(code: str) -> _Rules:
    words = lexicon(code, "blocks")
    agencies = "|".join(map(re.escape, lexicon(DEFAULT, "blocks").list("agencies")))
    agency = rf"[(\[]?(?:{agencies})(?:\s*[/,;–-]\s*(?:{agencies}))*[)\]]?\.?$"
    byline = "|".join(map(re.escape, words.list("byline")))
    return _Rules(
        boilerplate=re.compile(
            rf"\W{{0,4}}(?:(?:{_any(words, 'boilerplate_starts')})|(?:{_any(words, 'boilerplate_whole')})\W*$)", re.I
        ),
        credit=re.compile(
            rf"[^\W\d_a-z][^,.!?]{{2,40}}, (?:The )?(?:{agencies})$|{agency}"
            rf"|(?i:\W{{0,3}}(?:{_any(words, 'credit_starts')}))"
        ),
        credit_within=words.list("credit_within"),
        caption=re.compile(rf"\W{{0,3}}(?:{_any(words, 'caption_starts')})", re.I),
        caption_within=words.list("caption_within"),
        byline=re.compile(rf"(?i:{byline}):?\s+[^\W\d_a-z]"),
        shared=re.compile(rf"(?:{_any(words, 'shared')})\s[^()@\n]{{1,80}}\(@[\w.@-]{{1,80}}\)", re.I),
        intro=words.words("intro"),
        personal=words.words("first_person"),
        reporter=words.words("reporter"),
        agency=re.compile(rf"\((?:{agencies}|EFECOM)\b|(?:_|--|—|–)$"),
        calendar=frozenset(_calendar_words(code)),
    )


def _calendar_words(code: str) -> Iterator[str]:
    dates, blocks = lexicon(code, "dates"), lexicon(code, "blocks")
    for entry in (*dates.table("month"), *dates.table("weekday"), *blocks.list("stated"), *blocks.list("clock")):
        yield from _WORD.findall(entry.lower())


def _any(words: Lexicon, key: str) -> str:
    listed = words.list(key)
    return "|".join(re.escape(entry) + (r"(?!\w)" if entry[-1].isalnum() else "") for entry in listed) or r"(?!)"
