"""The list of disagreements between codings: literal rows, and lists that do not fit together."""

from dataclasses import replace

from cstoviz.metrics.agreement import agreement
from cstoviz.metrics.disagreements import disagreements
from cstoviz.package import read_package
from cstoviz.selection import Selection
from cstoviz.tables import lazy
from tests.metrics import made_up
from tests.packages import add_row, broken, set_cell


def said(rows):
    columns = ["event", "target", "coder_a", "reason_a", "coder_b", "reason_b", "settled"]
    return rows[[*columns, "found_in"]].fillna("").to_records(index=False).tolist()


REGATTA = ("2031-03-28-spring-regatta", "EE2031-2.1.1", "direct", "All sailed", "related",
           "Sailing was a part", "direct", "both")  # fmt: skip
RELAY = ("2031-07-08-relay-outward", "EE2031-2.1.1", "none", "", "related", "Two sailed",
         "related", "both")  # fmt: skip
AUTUMN = ("2031-09-30-autumn-council", "EE2031-1.1.1", "related", "Harbours named", "none", "",
          "none", "both")  # fmt: skip


def test_every_disagreement_has_both_values_and_reasons(tiny):
    rows = disagreements(tiny, Selection(states=("FIN",), period="2032"))
    assert said(rows) == [REGATTA, RELAY, AUTUMN]
    first = rows.iloc[0]
    assert str(first["start"].date()) == "2031-03-28"
    assert list(first[["chairmanship", "area", "priority", "measure", "ordinal"]]) == [
        "EE2031", "EE2031-2", "EE2031-2.1", "EE2031-2.1.1", "2.1.1",
    ]  # fmt: skip
    assert first["why"] == "Sailing together is what a regatta is"
    assert disagreements(tiny, Selection().with_options(term="FI2032")).empty


def test_a_difference_that_is_not_listed_stands_in_the_list_unsettled(tiny_path, tmp_path):
    row = "2031-02-10-harbour-talk,EE2031-1.2,A,direct,A neighbour spoke"
    tables = read_package(broken(tiny_path, tmp_path / "p", add_row("codings_single", row)))
    extra = ("2031-02-10-harbour-talk", "EE2031-1.2", "direct", "A neighbour spoke", "none", "",
             "", "codings")  # fmt: skip
    assert said(disagreements(tables, Selection())) == [extra, REGATTA, RELAY, AUTUMN]
    assert agreement(tables, Selection())["disagreements"].iloc[0] == 4


def test_a_listed_pair_on_which_the_codings_do_not_differ_stays_in_the_list(tiny_path, tmp_path):
    change = set_cell("codings_single", 9, "strength", "direct")
    tables = read_package(broken(tiny_path, tmp_path / "p", change))
    kept = (*REGATTA[:-1], "settled")
    assert said(disagreements(tables, Selection())) == [kept, RELAY, AUTUMN]
    assert agreement(tables, Selection())["disagreements"].iloc[0] == 2


def unlisted(real, single):
    """Return made-up tables with these codings and no list of disagreements."""
    nothing = real.rows("coding_disagreements").iloc[:0]
    return replace(made_up.tables(real, codings_single=single), coding_disagreements=lazy(nothing))


def test_one_coding_alone_makes_no_disagreement(real):
    one = [row for row in made_up.SINGLE if row[2] == "B"]
    assert disagreements(unlisted(real, one), Selection()).empty
    assert disagreements(unlisted(real, []), Selection()).empty


def test_coders_of_other_names_are_taken_in_order(real):
    renamed = [(e, t, {"A": "P", "B": "Q"}[c], s) for e, t, c, s in made_up.SINGLE]
    rows = disagreements(unlisted(real, renamed), Selection())
    assert list(zip(rows["event"], rows["coder_a"], rows["coder_b"], strict=True)) == [
        ("first", "related", "none"),
        ("touching", "direct", "related"),
    ]


def test_the_real_list_and_the_real_codings_say_the_same(real):
    rows = disagreements(real, Selection())
    assert len(rows) == len(real.rows("coding_disagreements"))
    assert set(rows["found_in"]) == {"both"}
    assert len(rows) == agreement(real, Selection())["disagreements"].iloc[0]
    assert (rows["reason_a"].isna() == (rows["coder_a"] == "none")).all()
    assert (rows["reason_b"].isna() == (rows["coder_b"] == "none")).all()
