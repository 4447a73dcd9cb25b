"""From results of documents to links."""

from factories import make_result

from extractor.linking.collect import link_results
from extractor.linking.names import Knowledge


def test_links_over_documents(knowledge: Knowledge) -> None:
    first = make_result("Ana Kova, mayor, said: yes", "in/a.txt")
    second = make_result("Ana Kova said: no\nBo Lund said: no", "in/b.txt")
    links = link_results([first, second], knowledge)
    one, two = first.document.document_id, second.document.document_id
    assert links[one, "e0"] == links[two, "e0"] != links[two, "e1"]


def test_further_documents_keep_the_ids(knowledge: Knowledge) -> None:
    results = [make_result(f"Ana Kova said: {n}\nBo{n} Lund said: {n}", f"in/{n}.txt") for n in range(6)]
    before = link_results(results[:3], knowledge)
    after = link_results(results, knowledge)
    assert {key: after[key] for key in before} == before


def test_bare_surname_finds_its_bearer_by_role(knowledge: Knowledge) -> None:
    full = make_result("Ana Kova, harbour master, said: yes", "in/a.txt")
    bare = make_result("Kova, harbour master, said: no", "in/b.txt")
    other = make_result("Kova said: no", "in/c.txt")
    links = link_results([full, bare, other], knowledge)
    found = [links[result.document.document_id, "e0"] for result in (full, bare, other)]
    assert found[0] == found[1] != found[2]
