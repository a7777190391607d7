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
const SUBSCRIPTS = { SO2: 'SO₂', O3: 'O₃', NO2: 'NO₂' };

const RULES = `
  .ispu { height: 100%; display: grid; grid-template-columns: minmax(0, 4fr) minmax(0, 9fr); gap: 1.4em;
    grid-template-rows: minmax(0, 1fr); }
  .worst { display: grid; align-content: center; gap: 0.35em; min-width: 0; }
  .worst b { font-size: max(3em, min(44cqh, 15cqw)); font-weight: 640; line-height: 0.95; letter-spacing: -0.04em;
    font-variant-numeric: tabular-nums; }
  .worst .mark { font-size: 1.3em; }
  .stations { display: grid; align-content: safe center; min-width: 0; overflow: hidden; }
  .station { display: grid; grid-template-columns: minmax(0, 1fr) 3.6em 10.4em 3em; gap: 0.7em;
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

/** Leaves out from the end what does not fit whole. */
function fit(list) {
  while (list.children.length > 1 && list.scrollHeight > list.clientHeight + 1) list.lastElementChild.remove();
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
      const critical = SUBSCRIPTS[worst.kritis] ?? worst.kritis;
      const head = element(
        'div',
        'worst',
        element('b', '', worst.ispu == null ? '–' : host.format.number(worst.ispu, 0)),
        mark(worst),
        element('span', 'name', worst.nama ?? worst.stasiun),
      );
      if (critical) head.append(element('span', 'label', `${host.t(CRITICAL)} ${critical}`));
      const list = element('div', 'stations', ...all.map(station));
      host.element.replaceChildren(element('div', 'ispu', head, list));
      fit(list);
    }

    host.subscribe(DATASET, (event) => (event.type === 'records' ? take(event.records) : load()));
    host.every(600_000, load);
    draw();
    load();
    return { update: draw, resize: draw };
  },
};
