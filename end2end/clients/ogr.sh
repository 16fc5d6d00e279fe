#!/bin/sh
# Reads the open data of a running server with GDAL, as QGIS and every other program that builds on it does.
# Usage: ogr.sh BASE, with BASE such as http://127.0.0.1:3000. Fails at the first thing that is not as promised.
set -eu

base=${1:?usage: ogr.sh BASE}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    printf 'ogr: %s\n' "$*" >&2
    exit 1
}

# count SOURCE LAYER [OPTION…]: how many features GDAL reads, one by one.
count() {
    source=$1
    layer=$2
    shift 2
    ogrinfo -q -al "$@" "$source" "$layer" 2>"$work/errors" | grep -c '^OGRFeature' || true
}

expect() {
    [ "$2" = "$3" ] || fail "$1: expected $3, got $2 $(cat "$work/errors" 2>/dev/null)"
    printf 'ogr: %s: %s\n' "$1" "$2"
}

# What the REST interface says there is.
total=$(curl -fsS "$base/api/v1/initiatieven?aantal=1" | sed -n 's/.*"totaal":\([0-9]*\).*/\1/p')
[ "${total:-0}" -gt 0 ] || fail "the server has no initiatives"
within=$(curl -fsS "$base/ogc/v1/collections/initiatieven/items?bbox=5,52,6,53&limit=1" | sed -n 's/.*"numberMatched":\([0-9]*\).*/\1/p')

# The driver finds both collections by the address of the service.
ogrinfo -ro "OAPIF:$base/ogc/v1" >"$work/layers" 2>"$work/errors" || fail "the service cannot be opened: $(cat "$work/errors")"
grep -q initiatieven "$work/layers" || fail "no layer initiatieven: $(cat "$work/layers")"
grep -q gemeenten "$work/layers" || fail "no layer gemeenten"

# Every feature comes through the pages, whatever their size.
expect 'initiatives' "$(count "OAPIF:$base/ogc/v1" initiatieven)" "$total"
expect 'initiatives in small pages' "$(count "OAPIF:$base/ogc/v1" initiatieven -oo PAGE_SIZE=7)" "$total"
expect 'municipalities' "$(count "OAPIF:$base/ogc/v1" gemeenten -oo PAGE_SIZE=100)" 345
expect 'initiatives in a rectangle' "$(count "OAPIF:$base/ogc/v1" initiatieven -spat 5 52 6 53)" "$within"

# RD New by Part 2: what the service says in RD is what GDAL itself makes of its degrees, to within two metres (GDAL has no
# grid of corrections here). No output means that a step failed, and is no agreement.
rd=http://www.opengis.net/def/crs/EPSG/0/28992
one="$base/ogc/v1/collections/initiatieven/items?gemeente=amersfoort&limit=1"
position() { sed -n 's/.*"coordinates":\[\([-0-9.]*\),\([-0-9.]*\)\].*/\1 \2/p' "$1"; }
curl -fsS -o "$work/degrees" "$one"
curl -fsS -D "$work/head" -o "$work/rd" "$one&crs=$rd"
grep -qi "^content-crs: <$rd>" "$work/head" || fail 'no Content-Crs for RD'
position "$work/degrees" | gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:28992 -output_xy >"$work/expected" 2>"$work/errors"
agree=$(position "$work/rd" | paste -d ' ' - "$work/expected" | awk 'NF == 4 { dx = $1 - $3; dy = $2 - $4; if (dx * dx + dy * dy < 4) print "yes" }')
expect 'coordinates in RD are those of GDAL' "$agree" yes
# From GDAL 3.8 on its driver asks for RD itself; older ones only warn that they do not know the option.
if ogrinfo --format OAPIF | grep -q "name='CRS'"; then
    ogrinfo -ro -al -q -oo "CRS=$rd" "OAPIF:$base/ogc/v1" initiatieven >"$work/layer" 2>"$work/errors" || fail "no layer in RD: $(cat "$work/errors")"
    # All but those overseas, which have no place in RD.
    outside=$(sed -n 's/.*POINT (\([-0-9.]*\) \([-0-9.]*\)).*/\1 \2/p' "$work/layer" | awk '{ n++; if ($1 < 0 || $1 > 300000 || $2 < 300000 || $2 > 630000) out++ } END { if (n) print out + 0 }')
    expect 'positions outside RD, read by the driver' "$outside" 0
fi

# The files: GeoJSON and CSV with the same number, and a copy in a GeoPackage.
curl -fsS --compressed -o "$work/initiatieven.geojson" "$base/api/v1/initiatieven.geojson"
curl -fsS --compressed -o "$work/initiatieven.csv" "$base/api/v1/initiatieven.csv"
curl -fsS --compressed -o "$work/gemeenten.geojson" "$base/api/v1/gemeenten.geojson"
expect 'GeoJSON file' "$(count "$work/initiatieven.geojson" initiatieven)" "$total"
expect 'CSV file' "$(count "$work/initiatieven.csv" initiatieven)" "$total"
expect 'boundaries file' "$(count "$work/gemeenten.geojson" gemeenten)" 345
ogr2ogr -f GPKG "$work/copy.gpkg" "OAPIF:$base/ogc/v1" gemeenten 2>"$work/errors" || fail "no copy of gemeenten: $(cat "$work/errors")"
expect 'copy in a GeoPackage' "$(count "$work/copy.gpkg" gemeenten)" 345

# The polygons are valid by themselves. GDAL needs SpatiaLite to tell, which Debian's has.
ogrinfo -q -dialect SQLite -sql 'SELECT COUNT(*) AS n FROM gemeenten WHERE NOT ST_IsValid(geometry)' \
    "$work/gemeenten.geojson" >"$work/valid" 2>"$work/errors" || fail "polygons cannot be tested: $(cat "$work/errors")"
expect 'invalid polygons' "$(sed -n 's/.*n (Integer) = //p' "$work/valid")" 0
