/** Patrols: what each team does and where, and the violations of the last 24 hours by kind. */

const PATROLS = 'satpolpp/patroli';
const VIOLATIONS = 'satpolpp/pelanggaran';
const KECAMATAN = {
  '61.71.01': 'Selatan',
  '61.71.02': 'Timur',
  '61.71.03': 'Barat',
  '61.71.04': 'Utara',
  '61.71.05': 'Kota',
  '61.71.06': 'Tenggara',
};
const TASKS = {
  RUTIN: [0, { id: 'Rutin', en: 'Routine' }],
  BANJIR: [1, { id: 'Banjir', en: 'Flood' }],
  PERINTAH: [1, { id: 'Perintah', en: 'Ordered' }],
};
const NONE = [-1, { id: 'Tidak diketahui', en: 'Unknown' }];
const STATES = { MENUJU: { id: 'menuju', en: 'going to' }, DI_LOKASI: { id: 'di', en: 'in' } };
const KINDS = {
  BAKAR: { id: 'Membakar', en: 'Burning' },
  PKL: { id: 'Kaki lima', en: 'Vendors' },
  SAMPAH: { id: 'Sampah', en: 'Littering' },
  REKLAME: { id: 'Reklame', en: 'Advertising' },
  BISING: { id: 'Bising', en: 'Noise' },
};
const EMPTY = { id: 'Belum ada kiriman dari Satpol PP', en: 'Nothing sent by the order police yet' };
const DAY = { id: 'Pelanggaran 24 jam', en: 'Violations, 24 h' };

const RULES = `
  .patrols { height: 100%; display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: 0.5em; }
  .teams { display: grid; align-content: safe center; min-width: 0; overflow: hidden; }
  .team { display: grid; grid-template-columns: 4.6em minmax(0, 1fr) 4em 7em; gap: 0.8em; align-items: center;
    padding: 0.32em 0; line-height: 1.15; border-bottom: 2px solid var(--line); }
  .team:last-child { border-bottom: 0; }
  .name { font-weight: 560; white-space: nowrap; }
  .where { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .age { text-align: right; color: var(--text-3); font-variant-numeric: tabular-nums; white-space: nowrap; }
  .foot { display: flex; flex-wrap: wrap; gap: 0.1em 1.2em; align-items: baseline; padding-top: 0.5em;
    border-top: 2px solid var(--line-strong); max-height: 3.4em; overflow: hidden; }
  .foot > span { white-space: nowrap; }
  .foot b { font-size: 1.3em; font-weight: 620; font-variant-numeric: tabular-nums; }
  @container (max-width: 24em) {
    .team { grid-template-columns: minmax(0, 1fr) 7em; }
    .where, .age { display: none; }
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
  id: 'satpolpp/patroli',
  version: '1.0.0',
  title: { id: 'Patroli', en: 'Patrols' },
  schema: {},
  create(host) {
    host.css(RULES);
    const teams = new Map();
    const violations = new Map();

    const takeTeams = (records) => {
      for (const record of records ?? []) {
        const known = teams.get(record.regu);
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) teams.set(record.regu, record);
      }
      draw();
    };
    const takeViolations = (records) => {
      for (const record of records ?? []) violations.set(record.nomor, record);
      draw();
    };
    const dayAgo = () => Date.now() - 86_400_000;
    const loadTeams = () => host.records(PATROLS, { latest: true, limit: 500 }).then(takeTeams, () => {});
    const loadViolations = () =>
      host.records(VIOLATIONS, { from: new Date(dayAgo()).toISOString(), limit: 1000 }).then(takeViolations, () => {});

    const place = (record) => {
      const state = STATES[record.status] ? `${host.t(STATES[record.status])} ` : '';
      return state + (KECAMATAN[(record.kelurahan ?? '').slice(0, 8)] ?? '–');
    };
    const task = (record) => TASKS[record.tugas] ?? NONE;
    const team = (record) =>
      element(
        'div',
        'team',
        element('span', 'name', record.regu),
        element('span', 'where', place(record)),
        element('span', 'age', host.format.time(record.waktu)),
        host.mark(task(record)[0], host.t(task(record)[1])),
      );

    function draw() {
      if (teams.size + violations.size === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const first = (a, b) =>
        task(b)[0] - task(a)[0] || a.regu.localeCompare(b.regu, undefined, { numeric: true });
      const list = element('div', 'teams', ...[...teams.values()].sort(first).map(team));
      const its = [...violations.values()].filter((record) => Date.parse(record.waktu) >= dayAgo());
      const foot = element('div', 'foot', element('span', 'label', host.t(DAY)), element('b', '', host.format.number(its.length, 0)));
      for (const [kind, word] of Object.entries(KINDS)) {
        const count = its.filter((record) => record.jenis === kind).length;
        if (count > 0) foot.append(element('span', '', `${host.t(word)} ${host.format.number(count, 0)}`));
      }
      host.element.replaceChildren(element('div', 'patrols', list, foot));
      fit(list);
    }

    host.subscribe(PATROLS, (event) => (event.type === 'records' ? takeTeams(event.records) : loadTeams()));
    host.subscribe(VIOLATIONS, (event) => (event.type === 'records' ? takeViolations(event.records) : loadViolations()));
    host.every(600_000, () => {
      loadTeams();
      loadViolations();
    });
    draw();
    loadTeams();
    loadViolations();
    return { update: draw, resize: draw };
  },
};
