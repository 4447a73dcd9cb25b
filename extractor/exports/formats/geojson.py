"""GeoJSON (RFC 7946): the places with coordinates and what is said about and by them, for QGIS, Leaflet and map makers."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.exports.annotated import entities
from extractor.exports.base import ExportOptions, exporter
from extractor.records import PlaceRow

if TYPE_CHECKING:
    import duckdb

_ABOUT = "SELECT entity_id, count(DISTINCT statement_id) FROM statement_entities WHERE relation IN ('about', 'target') GROUP BY 1"
_COPIED = (
    "place_id", "name", "kind", "country_code", "region", "within", "aliases", "mention_count", "document_count",
    "statement_count", "first_seen", "last_seen", "coordinates_of", "geonames_id",
)  # fmt: skip


@exporter("geojson", title="places with coordinates, for QGIS and web maps", file_name="places.geojson")
def export_places(connection: "duckdb.DuckDBPyConnection", target: str, options: ExportOptions) -> Sequence[str]:
    """Return a feature for each place; places without coordinates cannot be on a map and are left out."""
    about = dict(connection.execute(_ABOUT).fetchall())
    places = [entity for entity in entities(connection).values() if isinstance(entity, PlaceRow)]
    features = [
        {
            "type": "Feature",
            "id": place.place_id,
            "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
            "properties": {
                **{name: getattr(place, name) for name in _COPIED}, "statements_about": about.get(place.place_id, 0),
            },
        }
        for place in places
        if place.latitude is not None and place.longitude is not None
    ]  # fmt: skip
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    Path(target).write_text(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n', encoding="utf-8")
    missing = len(places) - len(features)
    return [f"{missing:,} of {len(places):,} places have no coordinates and are left out"] if missing else []
