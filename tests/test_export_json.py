"""JSON holds all there is, fits its schema, and is written post by post."""

import json
from collections import Counter
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given, settings

from bilingual.document import BlockKind, Origin, Tier
from bilingual.engines.echo import Echo
from bilingual.export.json import write_json
from bilingual.extract import extract_blocks
from bilingual.glossary import Matcher
from bilingual.pipeline import Desk, draft_post, translate_drafts
from bilingual.posts import parse_post
from bilingual.text import drop_spaces
from tests.hostile_posts import empty_post, hostile_post, traditional_post, translated_posts
from tests.made_posts import make_post
from tests.pages import block, english_post, example_post, pair, plain_post

SCHEMA = json.loads(files("bilingual.export").joinpath("post.schema.json").read_text(encoding="utf-8"))


def written(*posts):
    document = json.loads(b"".join(write_json(posts)))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    return document["posts"]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "make", [example_post, plain_post, english_post, traditional_post, hostile_post, empty_post]
)
def test_every_kind_of_post_fits_the_schema(make):
    assert len(written(make(), make())) == 2


def test_no_post_is_a_document_too():
    assert written() == []


@settings(deadline=None)
@given(translated_posts())
def test_texts_are_exact(post):
    (read,) = written(post)
    assert [b["text"] for b in read["blocks"]] == [t.block.text for t in post.blocks]
    sentences = [s for b in read["blocks"] for s in b["sentences"]]
    assert [(s["source"], s["target"]) for s in sentences] == [
        (s.sentence.text, s.translation.target) for s in post.sentences
    ]
    for each in read["blocks"]:
        assert all(each["text"][s["start"] : s["end"]] == s["source"] for s in each["sentences"])


def test_every_character_of_a_post_is_there():
    post = parse_post(make_post(7).encode(), "seven.md")
    desk = Desk(Matcher(()), Echo())
    (read,) = written(*translate_drafts([draft_post(post, desk)], desk))
    texts = [piece["text"] for piece in [*read["blocks"], *read["skipped"]]]
    extraction = extract_blocks(post)
    wanted = [block.text for block in extraction.blocks] + [piece.text for piece in extraction.skipped]
    assert Counter(drop_spaces("".join(texts))) == Counter(drop_spaces("".join(wanted)))
    assert {skipped["reason"] for skipped in read["skipped"]} == {"title link"}


def test_what_is_known_of_a_sentence_is_there():
    (read,) = written(example_post())
    sentence = read["blocks"][4]["sentences"][1]
    assert sentence["id"] == "b4-2"
    assert sentence["origin"] == "machine"
    assert sentence["constraints"] == [
        {
            "kind": "term",
            "start": 9,
            "end": 14,
            "renderings": ["community with a shared future"],
            "tier": "unmet",
            "target": None,
            "note": "",
            "source": "Joint communiqué, 2019",
        }
    ]
    assert sentence["findings"][0]["target"] == {"start": 52, "end": 58}
    person = read["blocks"][4]["sentences"][0]
    assert person["constraints"][0]["target"] == {"start": 0, "end": 3}
    assert (person["origin"], person["constraints"][0]["tier"]) == ("human", "human")
    assert read["reviewed"] == round(example_post().reviewed, 4)


def test_what_is_not_translated_yet_has_no_tier():
    sentence = pair("外交部说。", "", met={"外交部": (Tier.ANNOTATED, "")})
    bare = replace(sentence, translation=replace(sentence.translation, evidence=()))
    (read,) = written(replace(plain_post(), blocks=(block(0, BlockKind.TITLE, bare),)))
    assert [c["tier"] for c in read["blocks"][0]["sentences"][0]["constraints"]] == [None]


def test_addresses_are_as_written_and_judged():
    (read,) = written(example_post())
    link = read["blocks"][1]["marks"][1]
    assert (link["url"], link["href"]) == ("/releases/118.html", "https://news.example.org/releases/118.html")
    (bad,) = written(hostile_post())
    assert {m["href"] for b in bad["blocks"] for m in b["marks"] if m["url"].startswith("java")} == {""}


def test_the_first_and_the_second_run_give_the_same_bytes():
    first, second = (b"".join(write_json([example_post(o)])) for o in (Origin.ENGINE, Origin.MEMORY))
    assert first == second


def test_posts_are_taken_one_by_one():
    taken = []

    def posts():
        for number in range(3):
            taken.append(number)
            yield plain_post()

    chunks = write_json(posts())
    assert taken == []
    assert next(chunks).startswith(b"{")
    next(chunks)
    assert taken == [0]


def test_a_post_is_a_line():
    lines = b"".join(write_json([example_post(), hostile_post()])).split(b"\n")
    assert [json.loads(line.strip(b","))["path"] for line in lines[1:3]] == [
        example_post().post.path,
        hostile_post().post.path,
    ]
