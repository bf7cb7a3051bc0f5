"""Words that stand in labels of points ("Article 1", "Пункт 1"), and names of months, which make a number a day.

Several spellings of one word are one group: a list that says "Art. 1" and then "Article 2" is one list.
"""

from __future__ import annotations

from typing import Final

_GROUPS = {
    "article": """article articles art artikel artículo articulo artigo articolo articolul articol artykuł artykul
        članak član članok článek article article стаття статья ст чл член άρθρο αρθρο المادة مادة ماده madde maddesi
        artikla artikkel cikk član člen straipsnis pants სტატია бап""",
    "point": """point punkt punkti punto ponto punct punctul пункт п пкт точка σημείο σημειο النقطة نقطة بند البند
        bod pont točka tačka punktas punkts""",
    "paragraph": "paragraph para paragraphe paragraf párrafo parágrafo paragrafo параграф параграфи παράγραφος الفقرة فقرة",
    "§": "§",
    "№": "№ no nº n° nr",
    "#": "#",
    "section": "section sec sect sección secção sezione sektion",
    "clause": "clause cl klausel cláusula clausola",
    "item": "item ítem",
    "principle": "principle principe principio grundsatz принцип",
    "step": "step étape paso schritt крок шаг",
    "proposal": "proposal proposition vorschlag propuesta пропозиція предложение",
    "commitment": "commitment engagement compromiso зобов’язання обязательство",
    "measure": "measure mesure maßnahme medida захід мера",
    "recommendation": "recommendation recommandation empfehlung recomendación рекомендація рекомендация",
    "rule": "rule règle regel regla правило",
    "demand": "demand forderung demanda вимога требование",
    "condition": "condition bedingung condición умова условие",
    "chapter": "chapter chapitre kapitel capítulo capitolo capitolul глава rozdział hoofdstuk κεφάλαιο الفصل",
    "part": "part partie teil parte частина часть część deel μέρος الجزء",
    "title": "title titre titel título titolo titlul розділ раздел τίτλος الباب",
    "annex": "annex annexe anhang anexo allegato додаток приложение załącznik παράρτημα ملحق appendix",
}
GROUPS: Final = {word.casefold(): group for group, words in _GROUPS.items() for word in words.split()}
"""Each word, casefolded (ς is σ then), with the group it belongs to."""

CHAPTERS: Final = frozenset(("chapter", "part", "title", "annex", "section"))
"""Groups whose numbers stand over points more often than before them."""

MONTHS: Final = frozenset(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    januar jänner februar märz mai juni juli oktober dezember
    janvier février fevrier mars avril juin juillet août aout septembre octobre novembre décembre decembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
    ledna února března dubna května června července srpna září října listopadu prosince
    januari februari maart mei augustus ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
    يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر""".split()
)
VERBS_TOO: Final = frozenset(("may", "march", "mars", "mai"))
"""Months that begin a sentence too: "5. May the parties agree" is a point."""
