/** The fire service: calls that are open, those that wait first, people evacuated by boat, and units that are ready. */

const CALLS = 'damkar/panggilan';
const UNITS = 'damkar/unit';
const KECAMATAN = {
  '61.71.01': 'Selatan',
  '61.71.02': 'Timur',
  '61.71.03': 'Barat',
  '61.71.04': 'Utara',
  '61.71.05': 'Kota',
  '61.71.06': 'Tenggara',
};
const KINDS = {
  KEBAKARAN: { id: 'Kebakaran', en: 'Fire' },
  EVAKUASI: { id: 'Evakuasi perahu', en: 'Boat evacuation' },
  POHON: { id: 'Pohon tumbang', en: 'Fallen tree' },
  HEWAN: { id: 'Hewan berbahaya', en: 'Dangerous animal' },
  LAIN: { id: 'Penyelamatan', en: 'Rescue' },
};
const STATES = {
  DITERIMA: [2, { id: 'Menunggu', en: 'Waiting' }],
  MENUJU: [1, { id: 'Menuju', en: 'On its way' }],
  DITANGANI: [1, { id: 'Ditangani', en: 'At work' }],
};
const TYPES = {
  POMPA: { id: 'Pompa siaga', en: 'Engines ready' },
  PERAHU: { id: 'Perahu siaga', en: 'Boats ready' },
  PENYELAMAT: { id: 'Regu siaga', en: 'Teams ready' },
};
const EMPTY = { id: 'Belum ada data damkar', en: 'No fire service data yet' };
const CALM = { id: 'Tidak ada panggilan terbuka', en: 'No open call' };
const OPEN = { id: 'Terbuka', en: 'Open' };
const SAVED = { id: 'Evakuasi 24 j', en: 'Saved, 24 h' };
const MORE = { id: 'lagi', en: 'more' };

const RULES = `
  .fire { height: 100%; display: grid; grid-template-rows: auto minmax(0, 1fr) auto; gap: 0.5em; }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(5.6em, 1fr)); gap: 0.8em; }
  .figure { display: grid; min-width: 0; }
  .figure b { font-size: 2.3em; font-weight: 620; line-height: 1.1; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .figure span { color: var(--text-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .calls { display: grid; align-content: start; min-width: 0; overflow: hidden; border-top: 2px solid var(--line-strong); }
  .call { display: grid; grid-template-columns: minmax(0, 1fr) 6em 5.6em 8em; gap: 0.8em; align-items: center;
    padding: 0.34em 0; line-height: 1.15; border-bottom: 2px solid var(--line); }
  .call:last-child { border-bottom: 0; }
  .name { font-weight: 560; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .where, .age { color: var(--text-2); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .age { text-align: right; font-variant-numeric: tabular-nums; }
  .rest { color: var(--text-2); min-height: 1.3em; }
  @container (max-width: 24em) {
    .call { grid-template-columns: minmax(0, 1fr) 8em; }
    .where, .age { display: none; }
  }
`;

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** Leaves out from the end what does not fit whole; says how many it left out. */
function fit(list) {
  let left = 0;
  while (list.children.length > 1 && list.scrollHeight > list.clientHeight + 1) {
    list.lastElementChild.remove();
    left++;
  }
  return left;
}

export default {
  id: 'damkar/panggilan',
  version: '1.0.0',
  title: { id: 'Pemadam kebakaran', en: 'Fire service' },
  schema: {},
  create(host) {
    host.css(RULES);
    const calls = new Map();
    const units = new Map();

    const take = (kept, key) => (records) => {
      for (const record of records ?? []) {
        const known = kept.get(record[key]);
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) kept.set(record[key], record);
      }
      draw();
    };
    const takeCalls = take(calls, 'nomor');
    const takeUnits = take(units, 'id');
    const dayAgo = () => Date.now() - 86_400_000;
    const loadCalls = () =>
      host.records(CALLS, { from: new Date(dayAgo()).toISOString(), limit: 1000 }).then(takeCalls, () => {});
    const loadUnits = () => host.records(UNITS, { latest: true, limit: 500 }).then(takeUnits, () => {});

    const number = (value) => host.format.number(value, 0);
    const figure = (value, label) =>
      element('div', 'figure', element('b', '', value), element('span', '', host.t(label)));
    const level = (record) => (record.status === 'DITERIMA' ? 2 : 0) + (record.jenis === 'KEBAKARAN' ? 1 : 0);
    const call = (record) => {
      const [value, word] = STATES[record.status];
      return element(
        'div',
        'call',
        element('span', 'name', KINDS[record.jenis] ? host.t(KINDS[record.jenis]) : record.jenis),
        element('span', 'where', KECAMATAN[(record.kelurahan ?? '').slice(0, 8)] ?? ''),
        element('span', 'age', host.format.time(record.waktu)),
        host.mark(value, host.t(word)),
      );
    };

    function draw() {
      if (calls.size + units.size === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      for (const [key, record] of calls) if (Date.parse(record.waktu) < dayAgo()) calls.delete(key);
      const open = [...calls.values()].filter((record) => STATES[record.status]);
      const saved = [...calls.values()].reduce((all, record) => all + (record.orang ?? 0), 0);
      const figures = element('div', 'figures', figure(number(open.length), OPEN), figure(number(saved), SAVED));
      for (const [type, label] of Object.entries(TYPES)) {
        const its = [...units.values()].filter((unit) => unit.jenis === type);
        const ready = its.filter((unit) => unit.status === 'SIAGA').length;
        if (its.length > 0) figures.append(figure(`${number(ready)}/${number(its.length)}`, label));
      }
      open.sort((a, b) => level(b) - level(a) || Date.parse(a.waktu) - Date.parse(b.waktu));
      const list = element('div', 'calls', ...open.map(call));
      if (open.length === 0) list.append(element('div', 'calm', host.mark(0, host.t(CALM))));
      const rest = element('span', 'rest');
      host.element.replaceChildren(element('div', 'fire', figures, list, rest));
      const left = fit(list);
      if (left > 0) rest.textContent = `+ ${number(left)} ${host.t(MORE)}`;
    }

    host.subscribe(CALLS, (event) => (event.type === 'records' ? takeCalls(event.records) : loadCalls()));
    host.subscribe(UNITS, (event) => (event.type === 'records' ? takeUnits(event.records) : loadUnits()));
    host.every(600_000, () => {
      loadCalls();
      loadUnits();
    });
    draw();
    loadCalls();
    loadUnits();
    return { update: draw, resize: draw };
  },
};
