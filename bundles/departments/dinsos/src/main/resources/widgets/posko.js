/** Shelters: how many people are in each, which are nearly full, and the aid that is left in all. */

const SHELTERS = 'dinsos/posko';
const AID = 'dinsos/bantuan';
const STATES = {
  PENUH: [2, { id: 'Hampir penuh', en: 'Nearly full' }],
  BUKA: [1, { id: 'Dibuka', en: 'Open' }],
  TUTUP: [0, { id: 'Belum dibuka', en: 'Not open' }],
};
const NONE = [-1, { id: 'Tidak diketahui', en: 'Unknown' }];
const ITEMS = {
  BERAS: { id: 'Beras (kg)', en: 'Rice (kg)' },
  AIR: { id: 'Air (l)', en: 'Water (l)' },
  MAKANAN: { id: 'Makanan', en: 'Meals' },
  SELIMUT: { id: 'Selimut', en: 'Blankets' },
};
const EMPTY = { id: 'Belum ada data posko', en: 'No data of shelters yet' };
const PEOPLE = { id: 'Pengungsi', en: 'People in shelters' };
const SMALL = { id: 'Balita', en: 'Under five' };
const OLD = { id: 'Lansia', en: 'Elderly' };
const LEFT = { id: 'Sisa bantuan', en: 'Aid left' };

const RULES = `
  .relief { height: 100%; display: grid; grid-template-rows: auto minmax(0, 1fr) auto; gap: 0.6em; }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(7em, 1fr)); gap: 0.8em; }
  .figure { display: grid; min-width: 0; }
  .figure b { font-size: 2.3em; font-weight: 620; line-height: 1.1; font-variant-numeric: tabular-nums; }
  .figure span { color: var(--text-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .shelters { display: grid; align-content: start; min-width: 0; overflow: hidden; border-top: 2px solid var(--line-strong); }
  .shelter { display: grid; grid-template-columns: minmax(0, 1fr) 6em 9.4em; gap: 0.8em; align-items: center; padding: 0.36em 0;
    line-height: 1.15; border-bottom: 2px solid var(--line); }
  .shelter:last-child { border-bottom: 0; }
  .name { font-weight: 560; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--text-2); }
  .num b { font-size: 1.3em; font-weight: 620; color: var(--text); }
  .foot { display: flex; flex-wrap: wrap; gap: 0.1em 1.2em; align-items: baseline; padding-top: 0.45em;
    border-top: 2px solid var(--line-strong); max-height: 3.4em; overflow: hidden; }
  .foot > span { white-space: nowrap; font-variant-numeric: tabular-nums; }
  .foot b { font-weight: 620; }
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
  id: SHELTERS,
  version: '1.0.0',
  title: { id: 'Posko pengungsian', en: 'Shelters' },
  schema: {},
  create(host) {
    host.css(RULES);
    const shelters = new Map();
    const aid = new Map();

    const take = (kept, key) => (records) => {
      for (const record of records ?? []) {
        const known = kept.get(key(record));
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) kept.set(key(record), record);
      }
      draw();
    };
    const takeShelters = take(shelters, (record) => record.posko);
    const takeAid = take(aid, (record) => `${record.posko} ${record.barang}`);
    const loadShelters = () => host.records(SHELTERS, { latest: true, limit: 500 }).then(takeShelters, () => {});
    const loadAid = () => host.records(AID, { latest: true, limit: 1000 }).then(takeAid, () => {});

    const number = (value) => (value == null ? '–' : host.format.number(value, 0));
    const state = (record) => STATES[record.status] ?? NONE;
    const shelter = (record) =>
      element(
        'div',
        'shelter',
        element('span', 'name', record.nama ?? record.posko),
        element('span', 'num', element('b', '', number(record.pengungsi)), ` / ${number(record.kapasitas)}`),
        host.mark(state(record)[0], host.t(state(record)[1])),
      );

    function draw() {
      const all = [...shelters.values()];
      if (all.length === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const sum = (records, field) => records.reduce((total, record) => total + (record[field] ?? 0), 0);
      const figure = (field, label) =>
        element('div', 'figure', element('b', '', number(sum(all, field))), element('span', '', host.t(label)));
      const figures = element('div', 'figures', figure('pengungsi', PEOPLE), figure('balita', SMALL), figure('lansia', OLD));
      const worst = (a, b) => state(b)[0] - state(a)[0] || (b.pengungsi ?? 0) - (a.pengungsi ?? 0);
      const list = element('div', 'shelters', ...all.sort(worst).map(shelter));
      const foot = element('div', 'foot', element('span', 'label', host.t(LEFT)));
      for (const [item, name] of Object.entries(ITEMS)) {
        const its = [...aid.values()].filter((record) => record.barang === item);
        if (its.length > 0) foot.append(element('span', '', `${host.t(name)} `, element('b', '', number(sum(its, 'stok')))));
      }
      host.element.replaceChildren(element('div', 'relief', figures, list, foot));
      fit(list);
    }

    host.subscribe(SHELTERS, (event) => (event.type === 'records' ? takeShelters(event.records) : loadShelters()));
    host.subscribe(AID, (event) => (event.type === 'records' ? takeAid(event.records) : loadAid()));
    host.every(600_000, () => {
      loadShelters();
      loadAid();
    });
    draw();
    loadShelters();
    loadAid();
    return { update: draw, resize: draw };
  },
};
