"""Reads both descriptions of the dataset of a running server with RDFLib, as catalogues and search engines do.

Usage: dataset_check.py BASE, with BASE such as http://127.0.0.1:3000. Fails at the first thing that is not as promised.
Nothing is fetched but from the server: the one context that lies elsewhere, that of schema.org, is replaced by its vocabulary.
"""

import json
import re
import sys
from urllib.request import urlopen

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SCHEMA = Namespace("https://schema.org/")

# What DCAT-AP-NL 3.0 requires, each exactly once here.
REQUIRED = {
    DCAT.Dataset: [
        DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.publisher, DCTERMS.creator, DCTERMS.accessRights,
        DCAT.contactPoint, DCAT.theme,
    ],
    DCAT.Distribution: [DCAT.accessURL, DCTERMS.license],
    DCAT.DataService: [
        DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.publisher, DCTERMS.accessRights, DCTERMS.license,
        DCAT.contactPoint, DCAT.theme, DCAT.endpointURL, DCAT.endpointDescription,
    ],
    FOAF.Agent: [FOAF.name],
    VCARD.Kind: [VCARD.fn, VCARD.hasURL],
}  # fmt: skip


def read(address: str) -> str:
    with urlopen(address) as answer:
        return answer.read().decode()


def one(graph: Graph, subject, predicate):
    values = list(graph.objects(subject, predicate))
    assert len(values) == 1, f"{subject} {predicate}: {values}"
    return values[0]


def catalogue(base: str) -> tuple[Graph, URIRef]:
    """The description for catalogues, and its dataset."""
    graph = Graph().parse(data=read(f"{base}/api/v1/dataset.jsonld"), format="json-ld")
    for kind, required in REQUIRED.items():
        nodes = list(graph.subjects(RDF.type, kind))
        assert nodes, f"no {kind}"
        for node in nodes:
            assert isinstance(node, URIRef), f"{kind} has no address"
            for predicate in required:
                one(graph, node, predicate)
    for _, _, value in graph:
        # A term without a declared prefix stays what it was, and a wrong date is no date.
        assert not (isinstance(value, Literal) and value.ill_typed), value
    for predicate in set(graph.predicates()):
        assert str(predicate).startswith("http"), predicate
    [dataset] = graph.subjects(RDF.type, DCAT.Dataset)
    for predicate, kind in [
        (DCTERMS.publisher, FOAF.Agent),
        (DCTERMS.creator, FOAF.Agent),
        (DCAT.contactPoint, VCARD.Kind),
        (DCAT.distribution, DCAT.Distribution),
    ]:
        for node in graph.objects(dataset, predicate):
            assert (node, RDF.type, kind) in graph, f"{node} is no {kind}"
    for node in graph.subjects(RDF.type, DCAT.Distribution):
        assert (dataset, DCAT.distribution, node) in graph, node
        for service in graph.objects(node, DCAT.accessService):
            assert (service, DCAT.servesDataset, dataset) in graph, service
    boxes = [str(box) for place in graph.objects(dataset, DCTERMS.spatial) for box in graph.objects(place, DCAT.bbox)]
    assert len(boxes) == 2
    for box in boxes:
        west = [float(number) for number in re.findall(r"[(,](-?[\d.]+) ", box)]
        assert max(west) - min(west) < 10, f"{box} spans an ocean"
    return graph, dataset


def search_engine(base: str) -> tuple[Graph, URIRef]:
    """The description in the page, and its dataset."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', read(f"{base}/open-data"), re.DOTALL)
    described = [block for block in map(json.loads, blocks) if block["@type"] == "Dataset"]
    assert len(described) == 1, blocks
    assert described[0]["@context"] == "https://schema.org"
    described[0]["@context"] = {"@vocab": str(SCHEMA)}
    graph = Graph().parse(data=json.dumps(described[0]), format="json-ld")
    [dataset] = graph.subjects(RDF.type, SCHEMA.Dataset)
    return graph, dataset


def main(base: str) -> None:
    dcat, dataset = catalogue(base)
    schema, described = search_engine(base)
    assert dataset == described, "two names for one thing"
    for theirs, ours in [
        (DCTERMS.title, SCHEMA.name),
        (DCTERMS.description, SCHEMA.description),
        (DCTERMS.license, SCHEMA.license),
        (DCTERMS.publisher, SCHEMA.publisher),
        (DCTERMS.creator, SCHEMA.creator),
    ]:
        assert str(one(dcat, dataset, theirs)) == str(one(schema, described, ours)), theirs
    # RDFLib writes a moment in its own way.
    modified = Literal(str(one(schema, described, SCHEMA.dateModified)), datatype=XSD.dateTime)
    assert one(dcat, dataset, DCTERMS.modified) == modified, modified
    words = {str(word) for word in dcat.objects(dataset, DCAT.keyword)}
    assert words == {str(word) for word in schema.objects(described, SCHEMA.keywords)} and words
    addresses = {str(address) for address in dcat.objects(None, DCAT.accessURL)}
    assert addresses == {str(address) for address in schema.objects(None, SCHEMA.contentUrl)}
    for address in sorted(addresses):
        assert read(address), address
    print(f"dataset: {len(addresses)} ways to the data, {len(dcat)} and {len(schema)} statements")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: dataset_check.py BASE")
    main(sys.argv[1].rstrip("/"))
