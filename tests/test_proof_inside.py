"""What assistive technology, catalogues and archives read: each rule is shown a file that breaks it.

`test_proof_features` has what hides the text or acts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, String

import proof_book
from publish import faults
from publish.artifacts import Metadata
from publish.proof import Proof, prove
from publish.proof.copy.foreign import file_features
from publish.proof.copy.objects import Objects, opened
from publish.proof.copy.streams import marked

Thing = pikepdf.Object
Change = Callable[[pikepdf.Pdf], object]
_PASSED = {"hyphen-ladder", "short-page"}


def proof(pdf: bytes) -> Proof:
    book = proof_book.built()
    return prove(pdf, book.manuscript, book.checked.resolved, book.sheets.families)


def written(change: Change) -> bytes:
    stream = BytesIO()
    with proof_book.opened(proof_book.built().volume.pdf) as pdf:
        change(pdf)
        pdf.save(stream, fix_metadata_version=False)
    return stream.getvalue()


def told(pdf: bytes) -> list[str]:
    """The messages of all errors."""
    return [
        f"{finding.fault.code}: {finding.fault.message}" for finding in proof(pdf).findings
        if finding.fault.code not in _PASSED
    ]


def codes(change: Change) -> set[str]:
    return {message.partition(":")[0] for message in told(written(change))}


def tags(pdf: pikepdf.Pdf, role: str) -> list[Thing]:
    """All tags of a role, in the order of the file."""
    things = (thing for thing in pdf.objects if isinstance(thing, Dictionary))
    known = (thing for thing in things if thing.get("/Type") == "/StructElem")
    return [thing for thing in known if str(thing.S)[1:] == role]


def links(pdf: pikepdf.Pdf) -> Iterator[Thing]:
    for page in pdf.pages:
        yield from page.get("/Annots", [])


def leaf(pdf: pikepdf.Pdf) -> Thing:
    """The leaf of the tree of parents that leads back from page 5."""
    key = pdf.pages[5].StructParents
    return next(one for one in pdf.Root.StructTreeRoot.ParentTree.Kids if key in list(one.Nums)[::2])


def back(pdf: pikepdf.Pdf) -> Thing:
    """The tags of page 5."""
    numbers = leaf(pdf).Nums
    return numbers[list(numbers)[::2].index(pdf.pages[5].StructParents) * 2 + 1]


def drop(thing: Thing, key: str) -> None:
    del thing[key]


def on(place: Callable[[pikepdf.Pdf], Thing], key: str, value: object) -> Change:
    """Sets one entry of an object."""
    def change(pdf: pikepdf.Pdf) -> None:
        place(pdf)[key] = value

    return change


def in_stream(old: bytes, new: bytes, page: int = 5) -> Change:
    """Another writing in the stream of a page."""
    def change(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[page].Contents.read_bytes()
        assert old in content
        pdf.pages[page].Contents = pdf.make_stream(content.replace(old, new, 1))

    return change


def test_nothing_is_told_of_the_sound_book() -> None:
    assert told(proof_book.built().volume.pdf) == []
    assert told(written(lambda pdf: None)) == []


# The way back


def swap(pdf: pikepdf.Pdf) -> None:
    inside = back(pdf)
    inside[0], inside[1] = inside[1], inside[0]


def cut(pdf: pikepdf.Pdf) -> None:
    del back(pdf)[-1]


def more(pdf: pikepdf.Pdf) -> None:
    back(pdf).append(back(pdf)[0])


def dangle(pdf: pikepdf.Pdf) -> None:
    last = pdf.Root.StructTreeRoot.ParentTree.Kids[-1]
    last.Nums.extend([99999, back(pdf)[0]])
    last.Limits[1] = 99999
    pdf.Root.StructTreeRoot.ParentTreeNextKey = 100000


def shuffle(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.ParentTree.Kids
    kids[0], kids[1] = kids[1], kids[0]


def limit(pdf: pikepdf.Pdf) -> None:
    leaf(pdf).Limits[0] = leaf(pdf).Limits[0] + 1


def two_links(pdf: pikepdf.Pdf) -> None:
    one, other, *_ = links(pdf)
    one.StructParent, other.StructParent = other.StructParent, one.StructParent


def two_pages(pdf: pikepdf.Pdf) -> None:
    one, other = pdf.pages[5].obj, pdf.pages[6].obj
    one.StructParents, other.StructParents = other.StructParents, one.StructParents


def renamed(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.StructTreeRoot.IDTree.Names
    names[1], names[3] = names[3], names[1]


@pytest.mark.parametrize("change", [
    swap, cut, more, dangle, shuffle, limit, two_links, two_pages, renamed,
    lambda pdf: drop(pdf.pages[5].obj, "/StructParents"),
    lambda pdf: drop(next(links(pdf)), "/StructParent"),
    lambda pdf: drop(pdf.Root.StructTreeRoot, "/ParentTree"),
    lambda pdf: drop(pdf.Root.StructTreeRoot, "/IDTree"),
    on(lambda pdf: pdf.Root.StructTreeRoot, "/ParentTreeNextKey", 3),
])
def test_what_does_not_lead_back_to_its_tag_is_told(change: Change) -> None:
    assert codes(change) == {"misled-parent"}


def test_a_tag_under_another_parent_than_it_says_is_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        one, other, *_ = tags(pdf, "TR")
        one.P = other

    assert codes(change) == {"foreign-feature"}


# Marked content


@pytest.mark.parametrize("properties", [
    b"<</MCID 0 /Lang (fr)>>", b"<</MCID 0 /ActualText (Nobody)>>", b"<</MCID 0 /Alt <FEFF0041>>>",
    b"<</MCID 0 /E (x)>>", b"/P0",
])
def test_a_mark_that_says_more_than_its_number_is_told(properties: bytes) -> None:
    assert "foreign-feature" in codes(in_stream(b"<</MCID 0>>", properties))


def test_marks_in_a_drawing_are_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        form = next(thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and "/BBox" in thing)
        form.write(b"/Span <</ActualText <0041>>> BDC " + form.read_bytes() + b" EMC")

    assert "foreign-feature" in codes(change)


def test_text_in_no_mark_is_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[5].Contents.read_bytes()
        text = re.search(rb"BT.*?ET", content, re.DOTALL)
        assert text
        pdf.pages[5].Contents = pdf.make_stream(content + b"\n" + text[0] + b"\n")

    assert "foreign-feature" in codes(change)


def test_text_set_aside_is_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[5].Contents.read_bytes()
        pdf.pages[5].Contents = pdf.make_stream(re.sub(
            rb"/Span\s*<</MCID 3>>\s*BDC", b"/Artifact\n<</Type /Layout>>\nBDC", content, count=1))

    assert {"misled-parent", "lost-words"} <= codes(change)


@pytest.mark.parametrize("stream", [
    b"/Span <</MCID 0>> BDC /Artifact BMC [<00>] TJ EMC EMC ",
    b"/Span <</MCID 0>> BDC /Span <</MCID 1>> BDC EMC EMC ",
    b"/Span <</MCID 0>> BDC EMC /Span <</MCID 0>> BDC EMC ", b"/Span <</MCID 0>> BDC [<00>] TJ ", b"EMC ",
    b"[<00>]TJ ", b"<00>Tj ", b"% EMC\n", b"<00> ' ", b"/Span BMC EMC ",
    b"/Artifact <</Type /Layout /ActualText (x)>> BDC EMC ",
    b"/Span MP ", b"/Span <</Lang (fr)>> DP ", b"(EMC) Tj ", b"/Artifact /P1 BDC EMC ",
    b"q BI /W 1 /H 1 ID x EI Q ", b"\n/Span\n/Artifact\nBMC\n[<00>] TJ\nEMC\n",
    b"\n/Span\n<</MCID 0>>\nBDC\n[<00>] TJ\nEMC\n[<00>] TJ\n", b"\n/Artifact\nBMC\n[<00>] TJ\nEMC TJ TJ\n",
    b"\n/Span\n<</MCID 0>>\nBDC\n[<00>] TJ\nEMC\n% EMC\n",
])
def test_a_stream_that_no_build_writes_is_told(stream: bytes) -> None:
    assert marked(stream).problems


@pytest.mark.parametrize("stream", [
    b"", b"/Span\n<</MCID 0>>\nBDC\n[<00>] TJ\nEMC\n/Artifact\n<</Type /Layout>>\nBDC\nEMC",
    b"/Artifact BMC /Artifact BMC <00> Tj EMC EMC", b"/TJEMCX 12 Tf /BDCABC 12 Tf /X-BI gs",
    b"/Artifact <</Type /Pagination/Subtype /Header>> BDC EMC",
    b"q\n/Span\n<</MCID 0>>\nBDC\n[<00>] TJ\nEMC\n/Artifact\nBMC\n<00> Tj\nEMC\nQ",
])
def test_a_stream_as_builds_write_it_is_sound(stream: bytes) -> None:
    assert marked(stream).problems == []


# Tags


@pytest.mark.parametrize("change", [
    on(lambda pdf: pdf.Root.StructTreeRoot, "/RoleMap", Dictionary(P=Name.H1)),
    on(lambda pdf: pdf.Root.StructTreeRoot, "/ClassMap", Dictionary(x=Dictionary(O=Name.Table))),
    on(lambda pdf: tags(pdf, "P")[3], "/C", Name.x),
    on(lambda pdf: tags(pdf, "P")[3], "/T", String("Another title")),
    on(lambda pdf: tags(pdf, "Table")[0], "/A", Dictionary(O=Name.Table, Summary=String("All is well."))),
    on(lambda pdf: tags(pdf, "TD")[0], "/A", Array([Dictionary(O=Name.Table, ColSpan=1)])),
    on(lambda pdf: tags(pdf, "TD")[0], "/A", Dictionary(O=Name.Layout)),
    on(lambda pdf: tags(pdf, "P")[3], "/A", Dictionary(O=Name.Layout, Placement=Name.Block)),
    on(lambda pdf: tags(pdf, "P")[3], "/PhoneticAlphabet", Name.ipa),
], ids=["roles", "classes", "class", "title", "summary", "several", "owner", "attribute", "sound"])
def test_what_no_tag_of_a_build_says_is_told(change: Change) -> None:
    assert codes(change) == {"foreign-feature"}


def headed(pdf: pikepdf.Pdf) -> list[Thing]:
    cells = [*tags(pdf, "TD"), *tags(pdf, "TH")]
    return [cell for cell in cells if "/A" in cell and "/Headers" in cell.A]


def turn_headers(pdf: pikepdf.Pdf) -> None:
    headed(pdf)[0].A.Headers[0] = headed(pdf)[1].A.Headers[-1]


@pytest.mark.parametrize("change", [
    turn_headers,
    lambda pdf: drop(headed(pdf)[0].A, "/Headers"),
    lambda pdf: headed(pdf)[0].A.Headers.append(String("nothing")),
    on(lambda pdf: next(cell for cell in tags(pdf, "TD") if "/A" not in cell), "/A",
       Dictionary(O=Name.Table, Headers=[String("head-0")])),
])
def test_a_cell_with_other_heads_is_told(change: Change) -> None:
    assert codes(change) == {"wrong-headers"}


def signs(pdf: pikepdf.Pdf) -> list[Thing]:
    return [tag for tag in tags(pdf, "Span") if "/Alt" in tag]


def test_a_sign_without_its_meaning_is_told() -> None:
    assert codes(lambda pdf: drop(signs(pdf)[0], "/Alt")) == {"wrong-meaning"}


def test_other_words_with_the_meaning_of_a_sign_are_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        foreign = next(tag for tag in tags(pdf, "Span") if "/Lang" in tag)
        foreign.Alt = signs(pdf)[0].Alt

    assert codes(change) == {"wrong-meaning"}


@pytest.mark.parametrize(("role", "other"), [
    ("LBody", "Lbl"), ("Lbl", "Private"), ("Reference", "NonStruct"), ("Div", "Artifact"), ("Lbl", "LBody"),
])
def test_a_tag_out_of_its_place_is_told(role: str, other: str) -> None:
    assert "misshapen-tag" in codes(on(lambda pdf: tags(pdf, role)[0], "/S", Name(f"/{other}")))


def test_a_list_numbered_otherwise_is_told() -> None:
    plain = on(lambda pdf: tags(pdf, "L")[0].A, "/ListNumbering", Name.UpperRoman)
    assert codes(plain) == {"wrong-numbering"}
    assert codes(lambda pdf: drop(tags(pdf, "L")[0].A, "/ListNumbering")) == {"wrong-numbering"}


@pytest.mark.parametrize("corners", [[0, 0, 100, 100], [0, 0, 595, 842]])
def test_a_picture_said_to_stand_elsewhere_is_told(corners: list[int]) -> None:
    told = codes(on(lambda pdf: tags(pdf, "Figure")[0].A, "/BBox", Array(corners)))
    assert told == {"misplaced-picture", "misdrawn-picture"}  # its drawing is looked for there


# What the file says of itself


@pytest.mark.parametrize("key", [
    "Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate",
])
def test_each_entry_is_that_of_the_manuscript(key: str) -> None:
    assert codes(on(lambda pdf: pdf.trailer.Info, f"/{key}", String("Other"))) == {"wrong-statement"}
    assert codes(lambda pdf: drop(pdf.trailer.Info, f"/{key}")) == {"wrong-statement"}


def test_a_foreign_entry_is_told() -> None:
    assert codes(on(lambda pdf: pdf.trailer.Info, "/Company", String("Other"))) == {"wrong-statement"}


def in_packet(old: bytes, new: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert old in packet
        pdf.Root.Metadata.write(packet.replace(old, new, 1))

    return change


@pytest.mark.parametrize(("old", "new"), [
    (b"Mali 2020:", b"Mali 2019:"), (b"<rdf:li>Editors</rdf:li>", b"<rdf:li>Somebody</rdf:li>"),
    (b"<rdf:li>Editors</rdf:li>", b"<rdf:li>Editors</rdf:li><rdf:li>Somebody</rdf:li>"),
    (b"</dc:title>", b"</dc:title><dc:subject><rdf:Bag><rdf:li>x</rdf:li></rdf:Bag></dc:subject>"),
    (b'pdfaid:conformance="A"', b'pdfaid:conformance="B"'), (b'pdfuaid:part="1"', b'pdfuaid:part="2"'),
    (b"<rdf:li>en-GB</rdf:li>", b"<rdf:li>fr</rdf:li>"), (b"edition 1", b"edition 2"),
    (b"<xmpRights:Marked>True", b"<xmpRights:Marked>False"), (b"https://creativecommons", b"https://other"),
    (b"<xmp:CreateDate>2021", b"<xmp:CreateDate>2020"), (b'pdf:Producer="', b'pdf:Producer="Other '),
    (b"</rdf:RDF>", b"<!-- hidden words --></rdf:RDF>"),
    (b"</dc:title>", b'</dc:title><dc:title xml:lang="fr">Autre</dc:title>'),
    (b"</rdf:RDF>", b'<rdf:Description rdf:about="" xmlns:a="urn:a" a:note="x"/></rdf:RDF>'),
    (b"</x:xmpmeta>", b"<hidden>words</hidden></x:xmpmeta>"),
    (b"</rdf:RDF>", b"</rdf"), (b"<rdf:li>Editors</rdf:li>", b'<rdf:li rdf:value="x">Editors</rdf:li>'),
])
def test_each_statement_of_the_packet_is_that_of_the_manuscript(old: bytes, new: bytes) -> None:
    assert "wrong-statement" in codes(in_packet(old, new))


def test_every_statement_of_the_manuscript_is_in_the_file() -> None:
    book = proof_book.built()
    changes = {
        "title": "T", "subject": "S", "authors": ("A",), "keywords": ("K",), "language": "fr", "licence": "L",
        "licence_url": "U", "identifier": "I", "published": book.manuscript.metadata.published.replace(day=2),
    }
    assert changes.keys() == set(Metadata.__struct_fields__) - {"digest"}
    for name, value in changes.items():
        other = replace(book.manuscript, metadata=replace(book.manuscript.metadata, **{name: value}))
        found = prove(book.volume.pdf, other, book.checked.resolved, book.sheets.families).findings
        assert "wrong-statement" in {finding.fault.code for finding in found}, name


def test_a_statement_is_told_in_words() -> None:
    saying = faults.wrong_statement("XMP packet", "dc:creator", "", "Editors")
    assert saying.message == "the XMP packet of the PDF says nothing as `dc:creator` instead of `Editors`"


# Attachments


def first(pdf: pikepdf.Pdf) -> Thing:
    return pdf.Root.Names.EmbeddedFiles.Names[1]


def turn_files(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF = Array(list(pdf.Root.AF)[::-1])


@pytest.mark.parametrize("change", [
    turn_files,
    on(first, "/AFRelationship", Name.Alternative), on(first, "/Desc", String("Other")),
    on(lambda pdf: first(pdf).EF.F, "/Subtype", Name("/text/html")),
    on(lambda pdf: first(pdf).EF.F.Params, "/Size", 1),
    on(lambda pdf: first(pdf).EF.F.Params, "/CheckSum", String("x")),
    on(lambda pdf: first(pdf).EF.F.Params, "/ModDate", String("D:20200101000000Z")),
    lambda pdf: pdf.Root.AF.append(pdf.Root.AF[0]),
    lambda pdf: drop(pdf.Root, "/AF"),
])
def test_a_misdescribed_attachment_is_told(change: Change) -> None:
    assert codes(change) == {"misdescribed-attachment"}


@pytest.mark.parametrize("change", [
    on(first, "/UF", String("other.csv")),
    lambda pdf: first(pdf).EF.__setitem__("/UF", pdf.make_stream(b"other")),
    on(first, "/Thumb", String("x")),
])
def test_an_attachment_with_two_faces_is_told(change: Change) -> None:
    assert codes(change) & {"changed-attachment", "misdescribed-attachment", "foreign-feature"}


# Links and bookmarks


def test_a_link_announced_otherwise_is_told() -> None:
    assert codes(on(lambda pdf: next(links(pdf)), "/Contents", String("t-words"))) == {"misnamed-link"}


def test_an_area_over_other_words_is_told() -> None:
    def widen(pdf: pikepdf.Pdf) -> None:
        one, other, *_ = pdf.pages[2].Annots
        sides = [[float(side) for side in link.Rect] for link in (one, other)]
        across, down = [sides[0][0], sides[0][2]], [side[place] for side in sides for place in (1, 3)]
        one.Rect = Array([min(across), min(down), max(across), max(down)])

    assert codes(widen) == {"overreaching-link"}


@pytest.mark.parametrize("change", [
    on(lambda pdf: next(links(pdf)), "/F", 2),
    on(lambda pdf: next(links(pdf)), "/QuadPoints", Array([0] * 8)),
    on(lambda pdf: next(links(pdf)), "/BS", Dictionary(W=2)),
    on(lambda pdf: pdf.Root.Outlines.First, "/C", Array([1, 1, 1])),
    on(lambda pdf: pdf.Root, "/URI", Dictionary(Base=String("https://other.example/"))),
], ids=["hidden", "corners", "frame", "colour", "base"])
def test_what_no_link_of_a_build_has_is_told(change: Change) -> None:
    assert codes(change) == {"foreign-feature"}


def place_of(pdf: pikepdf.Pdf) -> Thing:
    names = pdf.Root.Names.Dests.Names
    return names[[str(name) for name in list(names)[::2]].index("t-long") * 2 + 1]


def test_a_place_seen_otherwise_is_told() -> None:
    def zoom(pdf: pikepdf.Pdf) -> None:
        place_of(pdf)[4] = 8

    def whole(pdf: pikepdf.Pdf) -> None:
        place_of(pdf)[1] = Name.FitR

    def right(pdf: pikepdf.Pdf) -> None:
        place_of(pdf)[2] = 500

    assert codes(zoom) == codes(whole) == {"foreign-feature"}
    assert codes(right) == {"misplaced-target"}


def test_places_out_of_order_are_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        names = pdf.Root.Names.Dests.Names
        names[0], names[1], names[2], names[3] = names[2], names[3], names[0], names[1]

    assert codes(change) == {"foreign-feature"}


def test_two_tags_that_exchanged_their_links_are_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        one, other = [tag for tag in tags(pdf, "Link") if isinstance(tag.K[0], Dictionary)][:2]
        one.K[0], other.K[0] = other.K[0], one.K[0]

    assert {"misled-link", "misled-parent"} <= codes(change)


# The file as a whole


@pytest.mark.parametrize("change", [
    lambda pdf: drop(pdf.pages[5].obj, "/Tabs"), on(lambda pdf: pdf.pages[5].obj, "/Tabs", Name.R),
    on(lambda pdf: pdf.Root.Pages, "/Rotate", 90),
    on(lambda pdf: pdf.pages[5].obj, "/TrimBox", Array([0, 0, 500, 800])),
    on(lambda pdf: pdf.Root, "/ViewerPreferences", Dictionary(DisplayDocTitle=False)),
    on(lambda pdf: pdf.Root.ViewerPreferences, "/HideToolbar", True),
    on(lambda pdf: pdf.Root.MarkInfo, "/Suspects", True), on(lambda pdf: pdf.Root, "/Perms", Dictionary()),
    on(lambda pdf: pdf.Root, "/PageMode", Name.FullScreen),
    on(lambda pdf: pdf.pages[5].obj, "/Metadata", String("x")),
    on(lambda pdf: pdf.pages[5].obj, "/Thumb", String("x")),
    on(lambda pdf: next(iter(pdf.pages[5].Resources.Font.values())), "/Metadata", String("x")),
], ids=[
    "no-order", "rows", "turned", "trim", "title", "toolbar", "suspects", "rights", "full-screen", "packet",
    "thumb", "font",
])
def test_what_no_file_of_a_build_has_is_told(change: Change) -> None:
    assert "foreign-feature" in codes(change)


def test_a_locked_file_is_told() -> None:
    stream = BytesIO()
    with proof_book.opened(proof_book.built().volume.pdf) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(owner="x", user=""), fix_metadata_version=False)
    assert any("a lock" in message for message in told(stream.getvalue()))


@pytest.mark.parametrize("change", [
    lambda pdf: drop(pdf.Root, "/PageLabels"),
    lambda pdf: pdf.Root.PageLabels.Nums[3].__setitem__("/P", String("A-")),
    lambda pdf: pdf.Root.PageLabels.Nums[3].__setitem__("/S", Name.R),
])
def test_other_page_labels_are_told(change: Change) -> None:
    assert codes(change) & {"broken-folios", "lost-folio", "wrong-page-number"}


def test_a_page_of_another_size_is_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
            pdf.pages[5].obj[key] = Array([0, 0, 700, 900])

    assert "foreign-feature" in codes(change)


def test_an_earlier_state_behind_the_file_is_told() -> None:
    pdf = proof_book.built().volume.pdf
    start = re.findall(rb"startxref\s+(\d+)", pdf)[-1]
    again = pdf + b"startxref\n" + start + b"\n%%EOF\n"
    assert [message.partition(":")[0] for message in told(again)] == ["foreign-feature"]
    assert "foreign-feature" in {message.partition(":")[0] for message in told(pdf + b"hidden words")}


def test_an_object_to_which_nothing_leads_is_told() -> None:
    stream = BytesIO()
    with proof_book.opened(proof_book.built().volume.pdf) as pdf:
        pdf.Root.Hidden = pdf.make_stream(b"hidden words")
        pdf.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False)
    message = "foreign-feature: the PDF has objects to which nothing leads, which no build puts there"
    loose = re.sub(rb"/Hidden \d+ 0 R", lambda found: b" " * len(found[0]), stream.getvalue(), count=1)
    assert told(loose) == [message]
    named = re.sub(rb"/Hidden (\d+ 0 R)", rb'/Hi (x"\1)', stream.getvalue(), count=1)
    assert message in told(named)


def test_a_tag_that_holds_no_thing_is_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        tags(pdf, "P")[3].K.append(String("x"))

    assert codes(change) == {"foreign-feature"}


def test_a_number_that_is_an_object_of_its_own_is_followed() -> None:
    """No build writes such ones; an editor of PDFs can."""
    stream = BytesIO()
    with proof_book.opened(proof_book.built().volume.pdf) as pdf:
        next(links(pdf)).F = pdf.make_indirect(Array([4]))
        pdf.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False)
    assert b"\n[ 4 ]\n" in stream.getvalue()
    assert told(stream.getvalue().replace(b"\n[ 4 ]\n", b"\n  4  \n")) == []


@pytest.mark.parametrize("before", [b"\n", b"\r"])
def test_an_object_that_is_written_twice_is_an_earlier_state(before: bytes) -> None:
    pdf = proof_book.built().volume.pdf
    head = re.search(rb"\n(\d+ 0 obj)\n", pdf)
    assert head
    with opened(pdf) as file:
        objects = Objects(file)
        for number, is_told in ((head[1], True), (b"x" + head[1], False), (head[1] + b"x", False)):
            again = pdf.replace(b"startxref", before + number + b"\nstartxref")
            assert ("an earlier state of itself" in file_features(objects, again)) is is_told
