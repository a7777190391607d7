import type { FeatureCollection, Geometry } from 'geojson';
import type { CityInfo, Kelurahan } from './types';

/** West, south, east, north of the city, for as long as the server has not said. */
export const CITY_BOX: [number, number, number, number] = [109.2721, -0.0974, 109.3841, 0.0381];

/** What `/api/city` answers. */
export interface CityAnswer {
  name: string;
  boundingBox?: [number, number, number, number] | null;
  kelurahan?: Kelurahan[] | null;
  boundaries?: FeatureCollection<Geometry | null, { name?: string } | null> | null;
}

/** The city as the maps draw it: places with centre points, and boundaries where an administrator added them. */
export function cityOf(answer: CityAnswer): CityInfo {
  return {
    name: answer.name,
    bbox: answer.boundingBox ?? CITY_BOX,
    kelurahan: answer.kelurahan ?? [],
    boundaries: (answer.boundaries?.features ?? []).flatMap(({ geometry, properties }) =>
      geometry ? [{ name: properties?.name ?? '', geometry }] : [],
    ),
  };
}
