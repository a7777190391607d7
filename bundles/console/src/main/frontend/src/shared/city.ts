import type { FeatureCollection, Geometry } from 'geojson';
import type { CityInfo, Kelurahan } from './types';

/** West, south, east, north of the city, for as long as the server has not said. */
export const CITY_BOX: [number, number, number, number] = [109.2721, -0.0974, 109.3841, 0.0381];

type Loose = Record<string, unknown>;

/** Reads the answer of `/api/city`: places with centre points, and boundaries where an admin added them. */
export function cityOf(answer: unknown): CityInfo {
  const city = (answer ?? {}) as Loose;
  const box = (city.bbox ?? city.box) as unknown;
  const places = (city.kelurahan ?? []) as Loose[];
  return {
    name: typeof city.name === 'string' ? city.name : 'Pontianak',
    bbox: Array.isArray(box) && box.length === 4 ? (box as CityInfo['bbox']) : CITY_BOX,
    kelurahan: places.map(kelurahanOf).filter((each) => Number.isFinite(each.longitude)),
    boundaries: boundariesOf(city, places),
  };
}

function kelurahanOf(place: Loose): Kelurahan {
  const point = (place.center ?? place.centre ?? place.centroid ?? place) as Loose;
  const coordinates = point.coordinates as number[] | undefined;
  return {
    code: String(place.code ?? place.kemendagriCode ?? ''),
    name: String(place.name ?? ''),
    kecamatan: String(place.kecamatan ?? ''),
    longitude: Number(coordinates?.[0] ?? point.longitude ?? point.lon),
    latitude: Number(coordinates?.[1] ?? point.latitude ?? point.lat),
  };
}

function boundariesOf(city: Loose, places: Loose[]): CityInfo['boundaries'] {
  const collection = city.boundaries as FeatureCollection | Loose[] | null | undefined;
  if (Array.isArray(collection)) {
    return collection.map((each) => ({
      name: String(each.name ?? ''),
      geometry: (each.geometry ?? each) as Geometry,
    }));
  }
  if (collection && Array.isArray(collection.features)) {
    return collection.features.map((each) => ({
      name: String((each.properties as Loose | null)?.name ?? ''),
      geometry: each.geometry,
    }));
  }
  return places
    .filter((each) => each.boundary)
    .map((each) => ({ name: String(each.name ?? ''), geometry: each.boundary as Geometry }));
}
