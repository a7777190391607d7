/** The drains, the one nearest to its alarm level first, and which pumps have failed. */

const DRAINS = 'pupr/saluran';
const MACHINES = 'pupr/alat';
const LEVELS = {
  NORMAL: [0, { id: 'Normal', en: 'Normal' }],
  SIAGA: [2, { id: 'Siaga', en: 'Alert' }],
  AWAS: [3, { id: 'Awas', en: 'Alarm' }],
};
const NONE = [-1, { id: 'Tidak ada nilai', en: 'No value' }];
const EMPTY = { id: 'Belum ada data saluran', en: 'No drain data yet' };
const PUMPS = { id: 'Pompa jalan', en: 'Pumps running' };
const FAILED = { id: 'gangguan', en: 'failed' };
const WELL = { id: 'tanpa gangguan', en: 'none failed' };
const OF = { id: 'awas', en: 'alarm' };

const RULES = `
  .drains { height: 100%; display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: 0.5em; }
  .all { display: grid; align-content: safe center; min-width: 0; overflow: hidden; }
  .drain { display: grid; grid-template-columns: minmax(0, 1fr) 5em 6.4em 6.4em 3em; gap: 0.8em; align-items: center;
    padding: 0.3em 0; line-height: 1.15; border-bottom: 2px solid var(--line); }
  .drain:last-child { border-bottom: 0; }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 560; }
  .height, .alarm, .time { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .height b { font-size: 1.5em; font-weight: 620; }
  .alarm { color: var(--text-2); }
  .time { color: var(--text-3); }
  .pumps { display: flex; align-items: baseline; gap: 0.6em; padding-top: 0.5em; border-top: 2px solid var(--line-strong);
    white-space: nowrap; overflow: hidden; }
  .pumps b { font-size: 1.5em; font-weight: 620; font-variant-numeric: tabular-nums; }
  @container (max-width: 24em) {
    .drain { grid-template-columns: minmax(0, 1fr) 4.4em 6.2em; }
    .alarm, .time { display: none; }
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
  id: 'pupr/drainase',
  version: '1.0.0',
  title: { id: 'Saluran dan pompa', en: 'Drains and pumps' },
  schema: {},
  create(host) {
    host.css(RULES);
    const drains = new Map();
    const machines = new Map();

    const into = (all) => (records) => {
      for (const record of records ?? []) {
        const known = all.get(record.kode);
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) all.set(record.kode, record);
      }
      draw();
    };
    const sources = [
      [DRAINS, into(drains)],
      [MACHINES, into(machines)],
    ];
    const load = ([dataset, take]) => host.records(dataset, { latest: true, limit: 500 }).then(take, () => {});

    const number = (value) => (value == null ? '–' : host.format.number(value, 0));
    const left = (record) => (record.awas ?? Infinity) - (record.tma ?? -Infinity);
    const drain = (record) => {
      const [level, word] = LEVELS[record.tingkat] ?? NONE;
      return element(
        'div',
        'drain',
        element('span', 'name', record.nama ?? record.kode),
        element('span', 'height', element('b', '', number(record.tma)), ' cm'),
        element('span', 'alarm', `${host.t(OF)} ${number(record.awas)}`),
        host.mark(level, host.t(word)),
        element('span', 'time', host.format.time(record.waktu)),
      );
    };
    const pumps = () => {
      const all = [...machines.values()];
      const some = all.filter((machine) => machine.jenis === 'POMPA');
      const running = some.filter((machine) => machine.status === 'JALAN').length;
      const failed = all.filter((machine) => machine.status === 'GANGGUAN');
      const said = failed.length > 0 ? `${failed[0].nama} ${host.t(FAILED)}` : host.t(WELL);
      const line = element('div', 'pumps', element('b', '', `${number(running)}/${number(some.length)}`));
      line.append(element('span', 'label', host.t(PUMPS)), host.mark(failed.length > 0 ? 3 : 0, said));
      if (failed.length > 1) line.append(element('span', 'label', `+${number(failed.length - 1)}`));
      return line;
    };

    function draw() {
      if (drains.size === 0 && machines.size === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const list = element('div', 'all', ...[...drains.values()].sort((a, b) => left(a) - left(b)).map(drain));
      const box = element('div', 'drains', list);
      if (machines.size > 0) box.append(pumps());
      host.element.replaceChildren(box);
      fit(list);
    }

    for (const source of sources) {
      const [dataset, take] = source;
      host.subscribe(dataset, (event) => (event.type === 'records' ? take(event.records) : load(source)));
    }
    host.every(600_000, () => sources.forEach(load));
    draw();
    sources.forEach(load);
    return { update: draw, resize: draw };
  },
};
