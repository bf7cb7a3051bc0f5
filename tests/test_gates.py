"""A page that stands before an article is none: consent, paywall, a check for robots, an error. A report on one is."""

from __future__ import annotations

import pytest

from planstrack.documents import Extracted, NotExtracted, extracted


def found_in(title: str, body: str, head: str = "") -> Extracted | NotExtracted:
    page = f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    (found,) = extracted(page.encode())
    return found


@pytest.mark.parametrize(
    ("title", "body", "why"),
    [
        pytest.param(
            "Just a moment...",
            "<h1>daily.example</h1><p>daily.example needs to review the security of your connection before proceeding.</p>"
            "<noscript>Enable JavaScript and cookies to continue</noscript>",
            "robot", id="a check of the browser",
        ),
        pytest.param(
            "Daily",
            "<noscript>You need to enable JavaScript to run this app.</noscript><div></div>",
            "robot",
            id="a page made of scripts",
        ),
        pytest.param("Are you a robot?", "<p>Please complete the captcha to continue to the page.</p>", "robot", id="a captcha"),
        pytest.param(
            "Before you continue",
            "<h1>Before you continue</h1><p>We use cookies and data to deliver and maintain services, and to protect against fraud.</p>"
            "<p>If you choose to accept all, they will also serve to measure the effect of what is advertised there.</p>"
            "<button>Accept all</button><button>Reject all</button>",
            "consent", id="a consent page",
        ),
        pytest.param(
            "Ваша приватність", "<p>Ми використовуємо файли cookie, щоб сайт працював краще для всіх його читачів.</p><p>Прийняти всі</p>",
            "consent", id="a consent page in Ukrainian",
        ),
        pytest.param(
            "Envoys return",
            "<article><h1>Envoys return</h1><p>Mediators said that the text had shrunk after a long night.</p>"
            "<p>Subscribe to continue reading</p><p>Already a subscriber? Log in</p></article>",
            "subscribe", id="a paywall with one sentence",
        ),
        pytest.param(
            "404 Not Found",
            "<h1>Page not found</h1><p>The page you are looking for does not exist or has been moved.</p>",
            "cannot be had",
            id="not found",
        ),
        pytest.param(
            "Access Denied",
            "<h1>Access Denied</h1><p>You don't have permission to access this on this server.</p>",
            "cannot be had",
            id="denied",
        ),
        pytest.param(
            "Сторінку не знайдено",
            "<h1>404</h1><p>Сторінку не знайдено. Поверніться на головну.</p>",
            "cannot be had",
            id="not found, in Ukrainian",
        ),
    ],
)  # fmt: skip
def test_a_page_that_stands_before_an_article_is_refused_with_the_reason(title: str, body: str, why: str) -> None:
    found = found_in(title, body)
    assert isinstance(found, NotExtracted)
    assert why in found.why


SENTENCES = (
    "Mediators said that the text had shrunk after a long night of meetings in the hotel by the lake.",
    "The delegations will sit down again later in the week, and a fresh text is expected before the month ends.",
)


@pytest.mark.parametrize(
    ("title", "more"),
    [
        pytest.param(
            "Why papers ask you to subscribe",
            "“Subscribe to continue reading” is what more and more readers meet, a study says.",
            id="a report on paywalls",
        ),
        pytest.param("Access denied", "“Sorry,” a guard said, and closed the gate.", id="a title that is an error's"),
        pytest.param(
            "Envoys return",
            "Subscribe to read on. Already a subscriber? Log in to read the whole report.",
            id="a paywall in the middle",
        ),
        pytest.param("Envoys return", "This site uses cookies. Accept all", id="a banner in the text"),
        pytest.param(
            "Just a moment of calm",
            "Please enable JavaScript to see the picture.",
            id="a report with a picture that is not shown",
        ),
    ],
)  # fmt: skip
def test_a_report_that_speaks_of_one_is_an_article(title: str, more: str) -> None:
    body = f"<article><h1>{title}</h1><p>{SENTENCES[0]}</p><p>{more}</p><p>{SENTENCES[1]}</p></article>"
    found = found_in(title, body)
    assert isinstance(found, Extracted)
    assert all(sentence in found.text for sentence in SENTENCES)


def test_a_short_report_is_an_article_though_a_banner_stands_beside_it() -> None:
    banner = "<div class=cookies><p>We value your privacy. This site uses cookies.</p><button>Accept all</button></div>"
    found = found_in("Envoys return", f"{banner}<article><h1>Envoys return</h1><p>{SENTENCES[0]}</p></article>")
    assert isinstance(found, Extracted)


def test_what_a_page_says_of_itself_is_a_note_and_no_reason_to_refuse_it() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    body = f"<article><h1>Envoys return</h1><p>{SENTENCES[0]}</p><p>Subscribe to read on.</p><p>{SENTENCES[1]}</p></article>"
    found = found_in("Envoys return", body, head)
    assert isinstance(found, Extracted)
    assert "the page says that it is not open to all: this may be only its beginning" in found.notes
