"""Every way in is guarded alike: no way gives a text that the policy refuses, and each gives those that it allows.

Every text of the corpus here is a word of its own that says where it stands, its language, and whether it is published.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from i18n.citing.symbols import Symbol
from i18n.languages import EN, Tag
from ibid.access import guarded
from ibid.app import create_app
from ibid.http.errors import Refused
from ibid.service import Service
from ibid.settings import AccessSettings, Settings
from resolvers.access import Action, Principal, permits
from resolvers.access.guarding import Guarded
from schema import ids
from seed.writing.formats import Format
from store import texts
from store.mongo.store import MongoStore
from store.ports import Match, Put, Range
from store.records import (
    Act,
    BodyRecord,
    CitationOrigin,
    CitationRecord,
    CitationResolution,
    Counts,
    Coverage,
    DocumentKind,
    DocumentRecord,
    Entity,
    Finding,
    FootnoteRecord,
    InstrumentKind,
    InstrumentRecord,
    Mandate,
    Origin,
    ParagraphKind,
    ParagraphRecord,
    ReporterRecord,
    SectionRecord,
    SourceRank,
    Span,
    SubmissionRecord,
    Variant,
    VariantStatus,
)
from store.search.indexing import Indexer
from tests.support.access import Clock, authenticator, given_key
from tests.support.stores import mongomock_store

FR, ES, RU = Tag("fr"), Tag("es"), Tag("ru")
PUBLISHED, DRAFTED = (EN, FR, ES), (FR, RU)
KEY = "A/RES/74/148"

WORD = re.compile(r"(?P<state>pub|draft)-(?P<language>en|fr|es|ru)-(?P<where>[a-z]+)")


def said(where: str, language: Tag, state: str = "pub") -> str:
    return f"{state}-{language}-{where}"


def variant(where: str, language: Tag, status: VariantStatus = VariantStatus.PUBLISHED) -> Variant:
    text = said(where, language, "pub" if status is VariantStatus.PUBLISHED else "draft")
    return Variant(language=language, text=text, digest=texts.digest(text), status=status)


def unit(where: str) -> dict[str, Any]:
    """A text in each language, and two drafts."""
    return {
        "variants": {tag: variant(where, tag) for tag in PUBLISHED},
        "working": {tag: variant(where, tag, VariantStatus.DRAFT) for tag in DRAFTED},
    }


def corpus() -> list[Entity]:
    """A document with one of everything, its words in three languages, and drafts in two."""
    words = {tag: said("citation", tag) for tag in PUBLISHED}
    findings = [Finding(code="BAD_SYMBOL", params={"words": said("finding", tag)}, language=tag) for tag in PUBLISHED]
    differing = Finding(code="BAD_SYMBOL", params={"words": said("difference", EN) + said("difference", FR)})
    return [
        BodyRecord(key="UN-GA", **unit("body")),
        ReporterRecord(key="MEX", alpha2="MX", m49="484", **unit("state")),
        InstrumentRecord(key="treaty:X", kind=InstrumentKind.TREATY, **unit("instrument")),
        DocumentRecord(
            key=KEY,
            symbol=Symbol(KEY),
            kind=DocumentKind.RESOLUTION,
            body="UN-GA",
            counts=Counts(sections=1, paragraphs=1, footnotes=1, citations=1, submissions=1),
            coverage=(
                *(Coverage(language=tag, total=4, published=4, draft=4 * (tag in DRAFTED)) for tag in PUBLISHED),
                Coverage(language=RU, total=4, published=0, draft=4),
            ),
            findings=(*findings, differing),
            mandates=(Mandate(paragraph=f"{KEY}#1", addressee=said("mandate", EN)),),
            origins={tag: Origin(rank=SourceRank.OFFICIAL_XML) for tag in PUBLISHED},
            **unit("title"),
        ),
        SectionRecord(key=f"{KEY}#sec.I", document=KEY, position=1, number="I", first=1, last=1, **unit("heading")),
        ParagraphRecord(
            key=f"{KEY}#1",
            document=KEY,
            position=1,
            label="1",
            label_key="1",
            eid="para_1",
            kind=ParagraphKind.OPERATIVE,
            section=f"{KEY}#sec.I",
            last_descendant=1,
            acts=(Act(verb=said("act", EN)),),
            labels={FR: said("label", FR)},
            footnotes=(1,),
            citations=(1,),
            submission=f"{KEY}#sub.MEX",
            **unit("paragraph"),
        ),
        FootnoteRecord(
            key=f"{KEY}#fn1", document=KEY, position=1, marker="1", marker_key="1", markers={ES: said("marker", ES)},
            called_in=(1,), citations=(1,), **unit("footnote"),
        ),
        CitationRecord(
            key=f"{KEY}#fn1:a", document=KEY, position=1, unit=f"{KEY}#fn1", origin=CitationOrigin.FOOTNOTE,
            words=words, spans={tag: Span(0, 9) for tag in PUBLISHED}, paragraphs=(1,), footnote=f"{KEY}#fn1",
            resolution=CitationResolution.RESOLVED, rule="test", instrument="treaty:X", targets=("treaty:X",),
        ),
        SubmissionRecord(
            key=f"{KEY}#sub.MEX", document=KEY, position=1, reporter="MEX", reporter_is_state=True,
            section=f"{KEY}#sec.I", first=1, last=1, citations=(1,),
        ),
    ]  # fmt: skip


@dataclass(frozen=True)
class Door:
    """An Ibid, somebody before it, and the languages whose published texts and whose drafts they may read."""

    store: MongoStore
    client: httpx.AsyncClient
    header: Mapping[str, str]
    principal: Principal
    published: set[str]
    drafts: set[str]

    @property
    def guarded(self) -> Guarded:
        return Guarded(self.store, self.principal)

    async def ask(self, query: str, **variables: Any) -> str:
        """What GraphQL answers."""
        body = {"query": query, "variables": variables}
        answer = await self.client.post("/graphql", json=body, headers=self.header)
        assert 200 == answer.status_code, answer.text
        assert "errors" not in answer.json(), answer.text
        return answer.text

    async def get(self, path: str) -> str:
        """What is at an address; of a zip what is in it."""
        answer = await self.client.get(path, headers=self.header)
        assert answer.status_code in {200, 404}, answer.text
        if answer.headers["Content-Type"] == "application/zip":
            with zipfile.ZipFile(io.BytesIO(answer.content)) as files:
                return "\n".join(files.read(name).decode() for name in files.namelist())
        return answer.text


# The ways in

TEXTS = "variants { plain markdown html language basis { language } }"
EVERYTHING = f"""
  title {{ plain match }} inSpanish: title(languages: ["es"]) {{ plain }} {TEXTS}
  exactly: title(languages: ["ru"], fallback: NONE) {{ plain }}
  issuingBody {{ name {{ plain }} }}
  coverage {{ language {{ tag }} published draft inReview }}
  findings {{ message }}
  mandates {{ addressee }}
  sections {{ heading {{ plain }} {TEXTS} }}
  paragraphs(first: 9) {{ nodes {{
    label text {{ plain spans {{ start }} }} {TEXTS} acts {{ verb }}
    footnotes {{ marker text(languages: ["en", "fr", "es", "ru"]) {{ html }} {TEXTS} }}
    citations {{ words inFrench: words(languages: ["fr"]) wordsLanguage instrument {{ title {{ plain }} {TEXTS} }} }}
    submission {{ reporter {{ code name {{ plain }} }} }}
  }} }}
  submissions(first: 9) {{ nodes {{ reporter {{ name {{ plain }} }} paragraphs {{ {TEXTS} }} }} }}
"""


async def by_query(door: Door) -> str:
    return await door.ask(f'{{ document(symbol: "{KEY}") {{ {EVERYTHING} }} }}')


async def by_node(door: Door) -> str:
    on = f"... on TranslatableUnit {{ {TEXTS} }} ... on Document {{ {EVERYTHING} }}"
    query = f"query($id: ID!) {{ node(id: $id) {{ id {on} }} }}"
    return await door.ask(query, id=ids.encode("Document", KEY))


async def by_nodes(door: Door) -> str:
    named = {
        "Paragraph": f"{KEY}#1", "Footnote": f"{KEY}#fn1", "Section": f"{KEY}#sec.I", "Instrument": "treaty:X",
        "State": "MEX", "Citation": f"{KEY}#fn1:a", "Body": "UN-GA", "Submission": f"{KEY}#sub.MEX",
    }  # fmt: skip
    on = f"... on TranslatableUnit {{ {TEXTS} }} ... on Citation {{ words }} ... on Body {{ name {{ plain }} }}"
    query = f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ id {on} }} }}"
    return await door.ask(query, ids=[ids.encode(kind, key) for kind, key in named.items()])


async def by_lists(door: Door) -> str:
    instruments = f"instruments(first: 9) {{ nodes {{ {TEXTS} citedBy(first: 9) {{ nodes {{ words }} }} }} }}"
    states = f"states(first: 9) {{ nodes {{ name {{ plain }} {TEXTS} }} }}"
    return await door.ask(f"{{ documents(first: 9) {{ nodes {{ {EVERYTHING} }} }} {instruments} {states} }}")


async def by_search(door: Door) -> str:
    """Each word, in every language at once and in each alone; only what is answered, not what was asked, is told."""
    edge = f"edges {{ language snippetHtml node {{ ... on TranslatableUnit {{ {TEXTS} }} }} }}"
    query = f"query($q: String!, $in: [LanguageTag!]) {{ search(query: $q, matchIn: $in, first: 50) {{ {edge} }} }}"
    answers = []
    for state, language in ((state, tag) for state in ("pub", "draft") for tag in (*PUBLISHED, RU)):
        for match_in in (None, [language], [EN, FR, ES, RU]):
            answer = await door.ask(query, **{"q": f"{state} {language}", "in": match_in})
            found = json.loads(answer)["data"]["search"]["edges"]
            assert {each["language"] for each in found} <= door.published
            answers.append(answer.replace("<mark>", "").replace("</mark>", ""))
    return "\n".join(answers)


async def by_filter(door: Door) -> str:
    """In which languages there is anything, told by what is found."""
    found = []
    for tag in (*PUBLISHED, RU):
        query = "query($filter: DocumentFilter) { documents(first: 9, filter: $filter) { nodes { symbol } } }"
        answer = json.loads(await door.ask(query, filter={"language": tag}))
        found += [said("filter", tag)] * len(answer["data"]["documents"]["nodes"])
    return " ".join(found)


def exported(format_: Format, language: str) -> Callable[[Door], Awaitable[str]]:
    async def export(door: Door) -> str:
        return await door.get(f"/documents/{KEY}?format={format_}&language={language}")

    return export


async def by_records(door: Door) -> str:
    """What is made of records, whatever it will be."""
    kinds = (DocumentRecord, SectionRecord, ParagraphRecord, FootnoteRecord)
    keys = [KEY, f"{KEY}#sec.I", f"{KEY}#1", f"{KEY}#fn1"]
    found: list[object] = [await door.guarded.get(kind, keys) for kind in kinds]
    found += [await door.guarded.ranges(kind, [Range(KEY, 1, 9)]) for kind in (*kinds[1:], CitationRecord)]
    found.append(await door.guarded.matching(ParagraphRecord, [Match({"document": KEY, "label_key": "1"})]))
    return repr(found)


async def by_history(door: Door) -> str:
    return repr(await door.guarded.history(ParagraphRecord, f"{KEY}#1"))


async def by_feed(door: Door) -> str:
    """What the feed and a subscription hand on: the changes, and for each the record as it is now."""
    told = []
    for change in await door.guarded.changes(0, 1000):
        told.append(repr(change.languages))
        told += [repr(await door.guarded.get(kind, [change.key])) for kind in (DocumentRecord, ParagraphRecord)]
    return "\n".join(told)


async def by_changes(door: Door) -> str:
    return await door.get("/changes?first=1000")


async def by_export(door: Door) -> str:
    """Everything at once, which not everybody may take."""
    answer = await door.client.get("/export", headers=door.header)
    assert (200 if permits(door.principal, Action.SYNC) else 403) == answer.status_code, answer.text
    return answer.text


async def by_verify(door: Door) -> str:
    answer = await door.client.get("/verify?first=1000", headers=door.header)
    assert (200 if permits(door.principal, Action.SYNC) else 403) == answer.status_code, answer.text
    return answer.text


async def by_bucket(door: Door) -> str:
    return await door.get(f"/documents/{KEY}?format=ndjson")


Way = Callable[[Door], Awaitable[str]]
WAYS: Mapping[str, Way] = {
    "query": by_query,
    "node": by_node,
    "nodes": by_nodes,
    "lists": by_lists,
    "search": by_search,
    "filter": by_filter,
    "records": by_records,
    "history": by_history,
    "feed": by_feed,
    "changes": by_changes,
    "export": by_export,
    "verify": by_verify,
    "records of a document": by_bucket,
    **{f"export as {each}, in {tag}": exported(each, tag) for each in Format for tag in ("en", "fr", "ru", "*")},
}
WHOLE = {"query", "node", "nodes", "lists", "search", "filter", "records", "feed", "export as json, in *", "changes"}
"""Those that give every language that may be read."""

WITH_DRAFTS = {"records", "history", "feed", "changes"}
"""Those that give drafts, to who may read them."""


# Who comes

PEOPLE: Mapping[str, tuple[str, ...]] = {
    "nobody": (),
    "a reader": ("READER",),
    "a reader of French": ("READER:fr",),
    "a reader of Spanish and Russian": ("READER:es,ru",),
    "a reader of Arabic": ("READER:ar",),
    "a partner for English": ("PARTNER:en",),
    "a translator into French": ("TRANSLATOR:fr",),
    "a reviewer of Russian who reads English": ("REVIEWER:ru", "READER:en"),
    "an administrator": ("ADMIN",),
}
SEEN = {
    # published, drafts, where reading is not public; where it is, everything published is seen
    "a reader": ("en fr es", ""),
    "a reader of French": ("fr", ""),
    "a reader of Spanish and Russian": ("es", ""),
    "a reader of Arabic": ("", ""),
    "a partner for English": ("en", ""),
    "a translator into French": ("fr", "fr"),
    "a reviewer of Russian who reads English": ("en", "ru"),
    "an administrator": ("en fr es", "fr ru"),
}
CASES = [(person, is_public) for is_public in (True, False) for person in PEOPLE if is_public or person != "nobody"]


@pytest.fixture
async def store() -> AsyncIterator[MongoStore]:
    opened = await mongomock_store()
    await opened.commit([Put(None, each) for each in corpus()], by="test")
    await Indexer(opened).catch_up()
    yield opened
    await opened.close()


async def before(store: MongoStore, person: str, *, is_public: bool) -> tuple[httpx.AsyncClient, Door]:
    service = Service(Settings(access=AccessSettings(public_read=is_public)))
    service.store = store
    service.authenticator = authenticator(store, service.settings.access, Clock())
    client = httpx.AsyncClient(transport=httpx.ASGITransport(create_app(service)), base_url="http://ibid.example")
    header = {"Authorization": await given_key(store, *PEOPLE[person])} if PEOPLE[person] else {}
    principal = await service.authenticator.principal(header.get("Authorization"))
    published, drafts = (set(tags.split()) for tags in SEEN.get(person, ("", "")))
    return client, Door(store, client, header, principal, {"en", "fr", "es"} if is_public else published, drafts)


@pytest.mark.parametrize(("person", "is_public"), CASES)
async def test_no_way_gives_a_text_that_the_policy_refuses(store: MongoStore, person: str, is_public: bool) -> None:
    client, door = await before(store, person, is_public=is_public)
    async with client:
        for name, way in WAYS.items():
            words = list(WORD.finditer(await way(door)))
            published = {word["language"] for word in words if word["state"] == "pub"}
            drafts = {word["language"] for word in words if word["state"] == "draft"}

            assert published <= door.published, name
            assert drafts <= door.drafts, name
            if name in WHOLE:
                assert published == door.published, name
            if name in WITH_DRAFTS:
                assert drafts == door.drafts, name


@pytest.mark.parametrize("person", ["a partner for English", "an administrator"])
async def test_a_copy_has_every_text_that_its_keeper_may_read(store: MongoStore, person: str) -> None:
    client, door = await before(store, person, is_public=False)
    async with client:
        for name in ("export", "changes", "records of a document"):
            words = list(WORD.finditer(await WAYS[name](door)))

            assert door.published == {word["language"] for word in words if word["state"] == "pub"}, name
            assert door.drafts == {word["language"] for word in words if word["state"] == "draft"}, name


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("format_", Format)
async def test_an_export_gives_a_language_to_who_may_read_it(store: MongoStore, format_: Format, language: str) -> None:
    """So that the test above is not passed by files that are empty."""
    client, door = await before(store, "a reader of Spanish and Russian", is_public=False)
    async with client:
        written = await exported(format_, language)(door)

    is_allowed = language in door.published
    assert is_allowed is (said("paragraph", Tag(language)) in written)
    assert is_allowed is (said("title", Tag(language)) in written)


async def test_who_reads_french_alone_is_served_it_without_asking(store: MongoStore) -> None:
    client, door = await before(store, "a reader of French", is_public=False)
    async with client:
        answer = json.loads(await door.ask(f'{{ document(symbol: "{KEY}") {{ title {{ plain match }} }} }}'))
        file = await client.get(f"/documents/{KEY}?format=txt", headers=door.header)

    assert {"plain": said("title", FR), "match": "EXACT"} == answer["data"]["document"]["title"]
    assert (said("paragraph", FR) in file.text, "fr") == (True, file.headers["Content-Language"])


@pytest.mark.parametrize("format_", Format)
async def test_a_document_without_a_text_that_may_be_read_is_as_if_it_were_not_there(
    store: MongoStore, format_: Format
) -> None:
    client, door = await before(store, "a reader of Arabic", is_public=False)
    async with client:
        answer = await client.get(f"/documents/{KEY}?format={format_}&language=*", headers=door.header)

    assert (404, "DOCUMENT_NOT_FOUND") == (answer.status_code, answer.json()["errors"][0]["extensions"]["code"])


@pytest.mark.parametrize("path", ["/graphql?query={__typename}", f"/documents/{KEY}", "/changes", "/export", "/verify"])
async def test_nobody_comes_in_where_reading_is_not_public(store: MongoStore, path: str) -> None:
    client, _ = await before(store, "nobody", is_public=False)
    async with client:
        answer = await client.get(path, headers={"Accept": "application/json, text/html;q=0.1"})

    assert (401, 'Bearer realm="ibid"') == (answer.status_code, answer.headers["WWW-Authenticate"])
    assert "UNAUTHENTICATED" == answer.json()["errors"][0]["extensions"]["code"]
    assert "MISSING" == answer.json()["errors"][0]["extensions"]["reason"]


@pytest.mark.parametrize("path", ["/graphql?query={__typename}", f"/documents/{KEY}", "/changes", "/export", "/verify"])
async def test_a_bad_key_is_refused_on_every_way_though_reading_is_public(store: MongoStore, path: str) -> None:
    client, _ = await before(store, "nobody", is_public=True)
    async with client:
        answer = await client.get(path, headers={"Authorization": "Bearer ibid_x", "Accept": "application/json"})

    assert 401 == answer.status_code
    assert 'Bearer realm="ibid", error="invalid_token"' == answer.headers["WWW-Authenticate"]


async def test_a_token_that_grants_nothing_comes_in_nowhere(store: MongoStore) -> None:
    with pytest.raises(Refused) as caught:
        guarded(store, Principal(id="https://issuer.example 42", name="Ana"))

    assert (403, "FORBIDDEN") == (caught.value.status, caught.value.fault.code)
    assert 'Bearer realm="ibid", error="insufficient_scope"' == caught.value.headers["WWW-Authenticate"]


async def test_what_one_may_read_is_not_answered_to_another_from_a_cache(store: MongoStore) -> None:
    client, door = await before(store, "a translator into French", is_public=True)
    async with client:
        for path in (f"/documents/{KEY}", "/graphql?query={__typename}"):
            assert "Authorization" in (await client.get(path, headers=door.header)).headers["Vary"]


async def test_who_asks_is_told_who_they_are(store: MongoStore) -> None:
    query = "{ viewer { name grants { role languages } } }"
    client, door = await before(store, "a reviewer of Russian who reads English", is_public=True)
    _, nobody = await before(store, "nobody", is_public=True)

    grants = [{"role": "REVIEWER", "languages": ["ru"]}, {"role": "READER", "languages": ["en"]}]
    assert {"name": "somebody", "grants": grants} == json.loads(await door.ask(query))["data"]["viewer"]
    assert json.loads(await nobody.ask(query))["data"]["viewer"] is None
    await client.aclose()
    await nobody.client.aclose()
