/** Schools by kecamatan: how many are open, indoors only or closed, and who came. */

const SCHOOLS = 'disdikbud/sekolah';
const STATES = {
  TUTUP: [2, { id: 'Tutup', en: 'Closed' }],
  DALAM_RUANG: [1, { id: 'Dalam ruang', en: 'Indoors' }],
  BUKA: [0, { id: 'Buka', en: 'Open' }],
  USAI: [0, { id: 'Di luar jam', en: 'Out of hours' }],
};
const NONE = [-1, { id: 'Tidak diketahui', en: 'Unknown' }];
const EMPTY = { id: 'Belum ada data sekolah', en: 'No data of schools yet' };
const PRESENT = { id: 'Hadir', en: 'Present' };
const ALL = { id: 'Sekolah', en: 'Schools' };

const RULES = `
  .schools { height: 100%; display: grid; grid-template-rows: auto minmax(0, 1fr); gap: 0.7em; }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.4em, 1fr)); gap: 0.8em; }
  .figure { display: grid; gap: 0.1em; min-width: 0; justify-items: start; }
  .figure b { font-size: 2.3em; font-weight: 620; line-height: 1.1; font-variant-numeric: tabular-nums; }
  .figure > span:last-child { white-space: nowrap; }
  .closed { display: grid; grid-template-columns: repeat(auto-fill, minmax(17em, 1fr)); align-content: start; column-gap: 1.4em;
    overflow: hidden; border-top: 2px solid var(--line-strong); }
  .school { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.7em; align-items: center; padding: 0.34em 0;
    line-height: 1.15; border-bottom: 2px solid var(--line); }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
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
  id: SCHOOLS,
  version: '1.0.0',
  title: { id: 'Sekolah', en: 'Schools' },
  schema: {},
  create(host) {
    host.css(RULES);
    const newest = new Map();

    const take = (records) => {
      for (const record of records ?? []) {
        const known = newest.get(record.npsn);
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) newest.set(record.npsn, record);
      }
      draw();
    };
    const load = () => host.records(SCHOOLS, { latest: true, limit: 1000 }).then(take, () => {});
    const number = (value) => host.format.number(value, 0);
    const state = (record) => STATES[record.status] ?? NONE;

    function draw() {
      const all = [...newest.values()];
      if (all.length === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const figures = element('div', 'figures');
      for (const [code, [level, word]] of Object.entries(STATES)) {
        const count = all.filter((record) => record.status === code).length;
        if (count > 0 || code === 'BUKA')
          figures.append(element('div', 'figure', element('b', '', number(count)), host.mark(level, host.t(word))));
      }
      const counted = all.filter((record) => record.hadir != null && record.status !== 'TUTUP' && record.siswa > 0);
      const sum = (field) => counted.reduce((total, record) => total + record[field], 0);
      const share = counted.length === 0 ? '–' : `${number((100 * sum('hadir')) / sum('siswa'))} %`;
      figures.append(element('div', 'figure', element('b', '', share), element('span', 'label', host.t(PRESENT))));
      const school = (record) =>
        element(
          'div',
          'school',
          element('span', 'name', record.nama ?? record.npsn),
          host.mark(state(record)[0], host.t(state(record)[1])),
        );
      const notable = all.sort(
        (a, b) => state(b)[0] - state(a)[0] || String(a.nama).localeCompare(String(b.nama)),
      );
      const list = element('div', 'closed', ...notable.map(school));
      list.setAttribute('aria-label', host.t(ALL));
      host.element.replaceChildren(element('div', 'schools', figures, list));
      fit(list);
    }

    host.subscribe(SCHOOLS, (event) => (event.type === 'records' ? take(event.records) : load()));
    host.every(600_000, load);
    draw();
    load();
    return { update: draw, resize: draw };
  },
};
