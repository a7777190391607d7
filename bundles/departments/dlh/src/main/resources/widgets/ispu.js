/** Air quality: the worst station in large, all stations beside it. */

const DATASET = 'dlh/ispu';
const CATEGORIES = {
  BAIK: [0, { id: 'Baik', en: 'Good' }],
  SEDANG: [1, { id: 'Sedang', en: 'Moderate' }],
  TIDAK_SEHAT: [2, { id: 'Tidak sehat', en: 'Unhealthy' }],
  SANGAT_TIDAK_SEHAT: [3, { id: 'Sangat tidak sehat', en: 'Very unhealthy' }],
  BERBAHAYA: [4, { id: 'Berbahaya', en: 'Hazardous' }],
};
const NONE = [-1, { id: 'Tidak ada nilai', en: 'No value' }];
const EMPTY = { id: 'Belum ada data mutu udara', en: 'No air quality data yet' };
const CRITICAL = { id: 'Parameter kritis', en: 'Critical parameter' };
const PARAMETERS = { PM25: 'PM2.5', PM10: 'PM10', SO2: 'SO₂', CO: 'CO', O3: 'O₃', NO2: 'NO₂' };

const RULES = `
  .ispu { height: 100%; display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 8fr); gap: 1.6em; }
  .worst { display: grid; align-content: center; gap: 0.35em; min-width: 0; }
  .worst b { font-size: max(3em, min(44cqh, 17cqw)); font-weight: 640; line-height: 0.95; letter-spacing: -0.04em;
    font-variant-numeric: tabular-nums; }
  .worst .mark { font-size: 1.3em; }
  .stations { display: grid; align-content: center; min-width: 0; }
  .station { display: grid; grid-template-columns: minmax(0, 1fr) 3.2em minmax(0, 9.5em) 3.2em; gap: 0.8em;
    align-items: center; padding: 0.5em 0; border-bottom: 2px solid var(--line); }
  .station:last-child { border-bottom: 0; }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .index { font-size: 1.5em; font-weight: 620; text-align: right; font-variant-numeric: tabular-nums; }
  .time { text-align: right; font-variant-numeric: tabular-nums; color: var(--text-3); }
  @container (max-width: 24em) {
    .ispu { grid-template-columns: minmax(0, 1fr); }
    .stations { display: none; }
  }
`;

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

export default {
  id: DATASET,
  version: '1.0.0',
  title: { id: 'Mutu udara', en: 'Air quality' },
  schema: {},
  create(host) {
    host.css(RULES);
    const newest = new Map();

    const take = (records) => {
      for (const record of records ?? []) {
        const known = newest.get(record.stasiun);
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) newest.set(record.stasiun, record);
      }
      draw();
    };
    const load = () => host.records(DATASET, { latest: true }).then(take, () => {});

    const mark = (record) => {
      const [level, word] = CATEGORIES[record.kategori] ?? NONE;
      return host.mark(level, host.t(word));
    };
    const station = (record) =>
      element(
        'div',
        'station',
        element('span', 'name', record.nama ?? record.stasiun),
        element('span', 'index', record.ispu == null ? '–' : host.format.number(record.ispu, 0)),
        mark(record),
        element('span', 'time', host.format.time(record.waktu)),
      );

    function draw() {
      const all = [...newest.values()].sort((a, b) => (b.ispu ?? -1) - (a.ispu ?? -1));
      if (all.length === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const [worst] = all;
      const critical = PARAMETERS[worst.kritis] ?? worst.kritis;
      const head = element(
        'div',
        'worst',
        element('b', '', worst.ispu == null ? '–' : host.format.number(worst.ispu, 0)),
        mark(worst),
        element('span', 'name', worst.nama ?? worst.stasiun),
      );
      if (critical) head.append(element('span', 'label', `${host.t(CRITICAL)} ${critical}`));
      // What does not fit in height is left out from the bottom, where the best air is.
      const fitting = Math.max(1, Math.floor(host.size.h / (host.text * 3.8)));
      const list = element('div', 'stations', ...all.slice(0, fitting).map(station));
      host.element.replaceChildren(element('div', 'ispu', head, list));
    }

    host.subscribe(DATASET, (event) => (event.type === 'records' ? take(event.records) : load()));
    host.every(600_000, load);
    draw();
    load();
    return { update: draw, resize: draw };
  },
};
