"""Pages that stand before an article and are none: a consent page, a paywall, a check for robots, an error.

Only a page on which hardly anything else stands is refused. A report that speaks of paywalls has words of its own, and so
has the beginning of one that is paid for: that is taken, and the page's own word for it is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

FEW_WORDS: Final = 30
"""Words beside those of the gate; a page with so many of its own is an article, or its beginning."""
_MOST_READ = 20_000  # Characters of a page; a gate with its terms has fewer, and longer ones are articles.
_MORE_WORDS = 120  # Words beside those of a gate whose title or most of whose words say what it is.
_SENTENCE = 4  # Words; shorter passages are names of sections and the like.
_SHORT_TITLE = 6  # Words of a title that is the gate's own; a report's says more.
_LONG_PASSAGE = 60  # Words; a passage that only mentions a gate has more, or begins otherwise.

_BEGIN = r"(?:\A|[.!?:…|]\s+)(?:please,? |you (?:need|have) to |you must |to continue,? |bitte |будь ласка,? |пожалуйста,? )?"
_GATES: Final = (
    (
        "it asks whether its reader is a robot, and is not the article",
        r"just a moment|checking (?:if the site connection|your browser)|verify(?:ing)? (?:that )?you are (?:a )?human|"
        r"(?:enable|turn on|activate) (?:javascript|js\b|cookies)|javascript (?:is|seems to be) (?:disabled|required|not)|"
        r"(?:this|our) (?:site|website|page|app)[^.]{0,40}requires? javascript|(?:please )?(?:complete|solve) the captcha|"
        r"(?:are you|i.?m not) a robot|we(?:.ve| have)? detected unusual|unusual (?:traffic|activity)|security check|"
        r"attention required|(?:[a-z0-9.-]+ )?needs to review the security of your connection|performance (?:&|and) security by|ray id|"
        r"ddos protection|your browser (?:is|does) not|why have i been blocked|press (?:&|and) hold|"
        r"увімкніть javascript|включите javascript|підтвердьте,? що ви|подтвердите,? что вы|"
        r"javascript (?:aktivieren|muss)|(?:bitte )?aktivieren sie javascript|activez javascript|active javascript|"
        r"checking the security|waiting for [^ ]+ to respond|verification successful",
    ),
    (
        "it asks for consent to cookies, and is not the article",
        r"before you continue|we value your privacy|we (?:and our|use) [^.]{0,40}(?:partners|vendors|cookies)|"
        r"(?:accept|reject|manage) (?:all|cookies|options|and continue)|your privacy (?:choices|is important)|"
        r"cookie (?:settings|policy|consent)|"
        r"this (?:site|website) uses cookies|store and/or access information|by clicking .{0,40}(?:accept|agree)|consent to|"
        r"wir und unsere .{0,30}partner|mit (?:werbung|zustimmung) weiterlesen|alle akzeptieren|zustimmen|"
        r"nous et nos .{0,30}partenaires|tout accepter|accepter et|continuer sans accepter|aceptar (?:todo|cookies)|"
        r"accetta (?:tutti|e continua)|ми використовуємо (?:файли )?cookie|мы используем (?:файлы )?cookie|"
        r"прийняти (?:всі|усі)|принять все|zgadzam się|przejdź do serwisu",
    ),
    (
        "it asks its reader to subscribe or to log in, and shows too little of the article",
        r"subscribe (?:now|today|to|for|and)|(?:already|not) (?:a |an )?(?:subscriber|subscribed|member)|"
        r"(?:log|sign) in (?:to|or|now)|(?:register|sign up|create (?:a free |an )?account)|start your (?:free )?trial|"
        r"this (?:article|story|content) is (?:for|only|exclusive|reserved|available)|(?:to )?(?:continue|keep|finish) reading|"
        r"(?:read|unlock) (?:the (?:full|whole|rest)|this (?:article|story))|you(?:.ve| have) (?:reached|read|used) (?:your|all|the)|"
        r"subscribers? only|become a (?:member|subscriber)|choose your (?:plan|subscription)|"
        r"jetzt (?:abonnieren|weiterlesen|registrieren)|weiterlesen mit|(?:sie sind )?bereits (?:abonnent|registriert)|"
        r"cet article est réservé|(?:déjà )?abonné|abonnez-vous|pour (?:continuer|lire la suite)|"
        r"suscríbete|contenido exclusivo|(?:questo )?contenuto (?:è )?riservato|abbonati|"
        r"оформ(?:іть|ите) (?:передплату|підписку|подписку)|передплат(?:іть|ити)|підпишіться|подпишитесь|"
        r"щоб (?:читати|продовжити)|чтобы (?:читать|продолжить)|увійдіть|войдите|"
        r"zaloguj się|wykup (?:dostęp|subskrypcję)|treść (?:tylko )?dla",
    ),
    (
        "it says that the page cannot be had, and is not the article",
        r"(?:error )?(?:40[0-9]|41[0-9]|429|45[01]|50[0-9])(?: error)?\b|"
        r"(?:page|article|story|content|file) (?:was |is |could |can)?(?:not|n.t) (?:be )?(?:found|available|exist)|"
        r"(?:the|this) (?:page|article|story|requested url|content)[^.]{0,60}"
        r"(?:not found|no longer|does(?:n.t| not) exist|(?:isn.t|not) available|been (?:moved|removed|deleted)|could(?:n.t| not) be)|"
        r"(?:we )?(?:can.t|cannot|couldn.t|could not) find|access (?:denied|to this)|forbidden|not found|bad gateway|"
        r"(?:internal )?server error|service (?:is )?(?:temporarily )?unavailable|gateway time-?out|too many requests|"
        r"(?:oops|sorry|whoops)\b|something went wrong|(?:an )?error (?:occurred|has)|you (?:don.t|do not) have permission|"
        r"not available in your (?:region|country)|unavailable (?:for|in) |temporarily (?:down|unavailable)|"
        r"seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|"
        r"сторінк[уи] не (?:знайдено|існує)|страница не (?:найдена|существует)|"
        r"помилка 404|ошибка 404|доступ (?:заборонено|запрещен)|nie znaleziono|strona nie istnieje",
    ),
)
_COMPILED = tuple((why, re.compile(f"{_BEGIN}(?:{signs})", re.IGNORECASE)) for why, signs in _GATES)
_ASKING: Final = (_GATES[0][0], _GATES[1][0])
"""Gates that explain themselves at length; of a paywall, what stands beside it is the beginning of an article."""


def why_no_article(titles: Sequence[str], passages: Sequence[str]) -> str | None:
    """Return why a page is no article but what stands before one, in a sentence; None when it has words of its own.

    `titles` are what the page calls itself, `passages` what its reader sees. Nothing is refused that has `FEW_WORDS` words
    without a sign of a gate, unless the gate's own words are many: it explains itself at length.
    """
    if sum(map(len, passages)) > _MOST_READ:
        return None
    names = {" ".join(title.split()).casefold() for title in titles}
    own = 0
    signs = dict.fromkeys((why for why, _ in _COMPILED), 0)
    for passage in passages:
        line = " ".join(passage.split())
        words = len(line.split())
        why = _gate(line) if words <= _LONG_PASSAGE else None
        if line.casefold() in names:
            continue
        if why is not None:
            signs[why] += words
        elif words >= _SENTENCE:
            own += words
    titled = {_gate(name) for name in names if len(name.split()) <= _SHORT_TITLE}
    most = max(signs, key=lambda why: signs[why] + 50 * (why in titled))
    if not signs[most] and most not in titled:
        return None
    at_length = 2 * signs[most] > own and (most in titled or most in _ASKING)
    return most if own < (_MORE_WORDS if at_length else FEW_WORDS) else None


def _gate(line: str) -> str | None:
    """Return what kind of gate a passage belongs to; the sign stands at the beginning of one of its sentences."""
    return next((why for why, sign in _COMPILED if sign.search(line)), None)
