"""Reads the OGC API of a running server with OWSLib, as scripts in Python do.

Usage: owslib_check.py BASE, with BASE such as http://127.0.0.1:3000. Fails at the first thing that is not as promised.
"""

import json
import sys
from urllib.request import urlopen

from owslib.ogcapi.features import Features

RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"


def link(document: dict, relation: str) -> str | None:
    """The address of the first link with a relation."""
    return next((link["href"] for link in document["links"] if link["rel"] == relation), None)


def fetch(address: str) -> dict:
    """A document by its address."""
    with urlopen(address) as answer:
        return json.load(answer)


def main(base: str) -> None:
    service = Features(f"{base}/ogc/v1")
    assert service.api()["openapi"].startswith("3.0"), "no OpenAPI 3.0 document"
    assert CORE in service.conformance()["conformsTo"], "does not conform to the core"
    assert sorted(service.feature_collections()) == ["gemeenten", "initiatieven"]

    collection = service.collection("initiatieven")
    assert RD in collection["crs"], "no RD"

    first = service.collection_items("initiatieven", limit=5)
    total = first["numberMatched"]
    assert len(first["features"]) == first["numberReturned"] == min(5, total)

    # Page by page gives every feature once, by the links of the pages and by counting.
    seen = []
    for offset in range(0, total, 7):
        page = service.collection_items("initiatieven", limit=7, offset=offset)
        seen += [feature["id"] for feature in page["features"]]
    assert len(seen) == len(set(seen)) == total, f"{len(set(seen))} of {total}"
    page = service.collection_items("initiatieven", limit=7)
    followed = [feature["id"] for feature in page["features"]]
    while following := link(page, "next"):
        page = fetch(following)
        assert page["numberMatched"] == total and page["numberReturned"] == len(page["features"]) <= 7
        followed += [feature["id"] for feature in page["features"]]
    assert followed == seen, "the links lead elsewhere than the offsets"
    assert link(page, "prev"), "the last page leads back"

    # Every collection leads to itself, to its features and to what explains it.
    for name in service.feature_collections():
        described = service.collection(name)
        assert link(described, "self").endswith(f"/collections/{name}") and described["storageCrs"] in described["crs"]
        items = fetch(link(described, "items"))
        assert items["type"] == "FeatureCollection" and items["numberMatched"] >= items["numberReturned"] > 0
        for west, south, east, north in described["extent"]["spatial"]["bbox"]:
            assert west < east and south < north

    # What has no years belongs to every period (/req/core/fc-time-response).
    assert service.collection_items("initiatieven", datetime_="1945-01-01/..")["numberMatched"] == total

    inside = service.collection_items("initiatieven", bbox=[5, 52, 6, 53], limit=1000)
    for feature in inside["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert 5 <= lon <= 6 and 52 <= lat <= 53, feature["id"]

    # The same rectangle in RD gives the same features, and their coordinates in RD when they are asked so.
    name, systems = "initiatieven", {"bbox-crs": RD, "crs": RD}
    in_rd = service.collection_items(name, bbox=[120000, 450000, 170000, 500000], limit=1000, **systems)
    assert in_rd["features"], "nothing around Utrecht"
    for feature in in_rd["features"]:
        x, y = feature["geometry"]["coordinates"]
        assert 120000 <= x <= 170000 and 450000 <= y <= 500000, feature["id"]

    # A municipality is found by what it covers, not by the rectangle around it.
    ring = service.collection_item("gemeenten", "GM0307")["geometry"]["coordinates"]
    while isinstance(ring[0][0], list):
        ring = ring[0]
    lon, lat = ring[0]
    assert "GM0307" in [f["id"] for f in service.collection_items("gemeenten", bbox=[lon, lat, lon, lat])["features"]]
    lon, lat = min(x for x, _ in ring), min(y for _, y in ring)
    assert "GM0307" not in [f["id"] for f in service.collection_items("gemeenten", bbox=[lon, lat, lon, lat])["features"]]

    # A property filter leaves what has the property.
    kind = first["features"][0]["properties"]["soorten"][0]
    some = service.collection_items("initiatieven", soort=kind, limit=1000)
    assert some["numberMatched"] > 0
    assert all(kind in feature["properties"]["soorten"] for feature in some["features"])

    one = service.collection_item("initiatieven", str(seen[0]))
    assert one["id"] == seen[0] and one["properties"]["titel"]
    municipality = service.collection_item("gemeenten", "GM0307")
    assert municipality["properties"]["naam"] == "Amersfoort"
    assert municipality["geometry"]["type"] in ("Polygon", "MultiPolygon")
    print(f"owslib: {total} initiatives, {inside['numberMatched']} in a rectangle, {some['numberMatched']} of type {kind}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: owslib_check.py BASE")
    main(sys.argv[1].rstrip("/"))
