"""Reads the OGC API of a running server with OWSLib, as scripts in Python do.

Usage: owslib_check.py BASE, with BASE such as http://127.0.0.1:3000. Fails at the first thing that is not as promised.
"""

import sys

from owslib.ogcapi.features import Features

RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"


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

    # Page by page gives every feature once.
    seen = []
    for offset in range(0, total, 7):
        page = service.collection_items("initiatieven", limit=7, offset=offset)
        seen += [feature["id"] for feature in page["features"]]
    assert len(seen) == len(set(seen)) == total, f"{len(set(seen))} of {total}"

    inside = service.collection_items("initiatieven", bbox=[5, 52, 6, 53], limit=1000)
    for feature in inside["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert 5 <= lon <= 6 and 52 <= lat <= 53, feature["id"]

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
