import Graticule from 'ol/layer/Graticule';
import { language } from '../shared/language';
import { degrees } from './degrees';
import type { Symbols } from './symbols';

/** Lines of longitude and latitude with their degrees, in the words of the screen's language. */
export function graticule(symbols: Symbols): Graticule {
  const [east, south, north] = language.get() === 'en' ? ['E', 'S', 'N'] : ['BT', 'LS', 'LU'];
  return new Graticule({
    strokeStyle: symbols.gridStroke(),
    showLabels: true,
    lonLabelStyle: symbols.gridText('lon'),
    latLabelStyle: symbols.gridText('lat'),
    lonLabelPosition: 0,
    latLabelPosition: 1,
    lonLabelFormatter: (longitude) => `${degrees(longitude)} ${east}`,
    latLabelFormatter: (latitude) =>
      Math.abs(latitude) < 1e-9 ? '0°' : `${degrees(latitude)} ${latitude < 0 ? south : north}`,
    targetSize: 130 * symbols.scale,
    wrapX: false,
    zIndex: 0.5,
  });
}
