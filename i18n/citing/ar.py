"""How Arabic writes a citation: letters by their names (217 ألف), old sessions by number (د-3)."""

from __future__ import annotations

from types import MappingProxyType

from i18n.citing import ordinals
from i18n.citing.words import Words
from i18n.languages import Tag

_LETTER = ordinals.alternation(ordinals.ABJAD)
_ORDINAL = ordinals.alternation(ordinals.few(ordinals.AR))
_SIGN = "[" + "".join(ordinals.ABJAD_SIGNS) + "]"

ARABIC = Words(
    language=Tag("ar"),
    see=r"و?انظر|و?ينظر",
    see_also=r"و?انظر (?:ايضا|كذلك)",
    see_for_example=r"و?انظر,? (?:علي سبيل المثال|مثلا|في جملة امور|من بين امور اخري),?",
    ibid=r"المرجع (?:نفسه|ذاته|السابق)|نفس المرجع|المصدر نفسه|[Ii]bid\.?",
    official_records=r"الوثائق الرسمية ل(?P<organ>{organ})",
    treaty_series=(
        r"United Nations,? ?Treaty Series"
        r"|الامم المتحدة,? ?(?:مجموعة المعاهدات|سلسلة المعاهدات|Treaty Series)"
    ),
    league_series=r"League of Nations,? Treaty Series|عصبة الامم, مجموعة المعاهدات",
    session=(
        r"الدورة(?P<special> الاستثنائية)?(?P<emergency> الطارئة)? (?P<ordinal>{ordinal})"
        r"(?P<emergency2> الاستثنائية الطارئة| الطارئة)?(?P<special2> الاستثنائية)?"
    ),
    year=r"\d{4}(?:-\d{2,4})?",
    supplement=r"(?:ال)?ملح(?:ق|قان|قين|قات) (?:رقم|رقما|الارقام|ارقام) ?(?P<list>{list})",
    volume=r"(?:ال)?مجلد(?:ان|ين|ات)? (?:رقم )?(?P<list>{list})|[Vv]ols?\. ?(?P<list2>{list})",
    number=r"(?<!\w)(?:ال)?(?:رقم|رقمان|رقمين|ارقام) (?:من )?(?P<list>{list})|(?<![\w-])Nos?\. ?(?P<list2>{list})",
    resolution=(
        r"(?:ال)?قرار(?:ان|ين|ات|ي|ا)? ?(?P<numbers>{numbers})(?: (?:الصادر عن|ل)(?P<organ>{organ}))?"
        r"|(?:ال)?قرار(?:ان|ين|ات|ي|ا)?(?:ه|ها|هما|هم)? (?P<organ2>{organ}) (?P<numbers2>{numbers})"
        r"|قرار(?:ات|ي|يه|يها|ا)?(?:ها|ه|هما) (?P<numbers3>{numbers})"
    ),
    decision=(
        r"(?:ال)?مقرر(?:ان|ين|ات|ي|ا)? ?(?P<numbers>{numbers})(?: (?:الصادر عن|ل)(?P<organ>{organ}))?"
        r"|(?:ال)?مقرر(?:ان|ين|ات|ي|ا)? (?P<organ2>{organ}) (?P<numbers2>{numbers})"
        r"|مقرر(?:ات|ي|يه|يها|ا)?(?:ها|ه|هما) (?P<numbers3>{numbers})"
    ),
    document=r"(?:ال)?وثيق(?:ة|تان|تين)|(?:ال)?وثائق|[Dd]ocuments?",
    conjunction=r"(?:و|and)",
    through=r"(?:الي|حتي|to)",
    organs=MappingProxyType(
        {
            "الجمعية العامة": "UN-GA",
            "لجمعية العامة": "UN-GA",
            "الجمعية": "UN-GA",
            "مجلس الامن": "UN-SC",
            "المجلس الاقتصادي والاجتماعي": "UN-ECOSOC",
            "لمجلس الاقتصادي والاجتماعي": "UN-ECOSOC",
            "مجلس حقوق الانسان": "UN-HRC",
            "لجنة حقوق الانسان": "UN-CHR",
            "لجنة السكان والتنمية": "UN-CPD",
            "لجنة وضع المراة": "UN-CSW",
            "لجنة المخدرات": "UN-CND",
            "لجنة منع الجريمة والعدالة الجنائية": "UN-CCPCJ",
            "لجنة التنمية الاجتماعية": "UN-CSOCD",
            "جمعية الامم المتحدة للبيئة": "UN-UNEA",
        }
    ),
    units=MappingProxyType(
        {
            "annex": r"(?:ال|لل)?مرفق(?:ان|ين|ات)?(?!\w)(?: (?:رقم )?(?P<values>{values}))?",
            "appendix": r"(?:ال)?(?:تذييل|ذيل)(?:ان|ين|ات)?(?!\w)(?: (?P<values>{values}))?",
            "enclosure": r"(?:ال)?(?:ضميمة|ضميمتان|ضمائم)(?!\w)(?: (?P<values>{values}))?",
            "chap.": r"(?:ال)?(?:فصل|فصلان|فصلين|فصول) (?P<values>{values})",
            "sect.": r"(?:ال)?(?:فرع|فرعان|فرعين|فروع|قسم) (?:من )?(?P<values>{values})",
            "para.": r"(?:ال)?(?:فقرة|فقرتان|فقرتين|فقرات) (?:من )?(?P<values>{values})",
            "p.": r"(?:ال)?(?:صفحة|صفحتان|صفحتين|صفحات) (?:من )?(?P<values>{values})",
            "art.": r"(?:ال)?(?:مادة|مادتان|مادتين|مواد) (?P<values>{values})",
            "part": r"(?:ال)?(?:جزء|جزآن|جزاين|جزان|اجزاء) (?P<values>{values})",
            "vol.": r"(?:ال)?مجلد(?:ان|ين|ات)? (?P<values>{values})|[Vv]ols?\. ?(?P<values2>{values})",
            "table": r"(?:ال)?جدول (?P<values>{values})",
            "rule": r"(?:ال)?(?:قاعدة|قواعد) (?P<values>{values})",
            "principle": r"(?:ال)?مبد[اء] (?P<values>{values})",
            "decision": r"(?:ال)?مقرر(?:ان|ين|ات)? (?P<values>{code}(?:/(?:{few}))?)",
            "resolution": r"(?:ال)?قرار(?:ان|ين|ات)? (?P<values>{code}|(?:{few}))",
            "goal": r"(?:ال)?(?:هدف|هدفان|هدفين|اهداف) (?P<values>{values})",
            "target": r"(?:ال)?(?:غاية|غايتان|غايتين|غايات) (?P<values>{values})",
            "recommendation": r"(?:ال)?توصي(?:ة|تان|تين|ات) (?:رقم )?(?P<values>{code}(?: ?\((?:{few})\))?)",
        }
    ),
    value=(
        rf"(?:(?:{_ORDINAL})(?:(?: ?- ?|, )(?:{_LETTER})(?!\w))?|(?:{_LETTER})(?:[ ]?[-.] ?\d+)?"
        rf"|{_SIGN}-\d+|\d+(?:\.\d+)*|[IVXLC]+|[A-Z])(?![\w/])"
        rf"(?: ?\((?:{_SIGN}{{1,2}}|[a-z]{{1,4}}|\d)\))*"
    ),
    ordinals=ordinals.AR,
    letters=ordinals.ABJAD,
    signs=ordinals.ABJAD_SIGNS,
    letter=rf"(?:{_LETTER}|[A-Z])",
    old_session=r"(?:د ?ا ?ط?|د)-? ?\d+|(?:E?S-)?[IVXLC]+",
    special_session=r"(?:د ?ا ?ط? ?- ?|E?S-)",
    behind_number=r"(?: المؤرخ(?:ة|ين|ان)? (?:في )?\d{1,2} [^\d,;.()]{3,40}\d{4})?",
    is_joined=True,
    its="",
    goal=r"(?:ال)?(?:هدف|هدفين|هدفان|اهداف) (?P<list>{goals})(?: من اهداف التنمية المستدامة)",
    target=r"(?:ال)?(?:غاية|غايتين|غايتان|غايات) (?P<list>{targets})(?: من اهداف التنمية المستدامة)?",
    labour=r"اتفاقية [^.;:]{0,140}?(?:1[89]\d\d|20\d\d) ?\(رقم ?(?P<number>\d{1,3})\)",
    report=r"تقرير|اعتمد\w*",
)
"""Arabic, by what the General Assembly's resolutions print."""
