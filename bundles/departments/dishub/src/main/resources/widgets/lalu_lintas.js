/** Traffic at the junctions, worst first, and how many cameras give a picture. */

const TRAFFIC = 'dishub/lalu_lintas';
const CAMERAS = 'dishub/kamera';
const LEVELS = {
  LANCAR: [0, { id: 'Lancar', en: 'Free' }],
  PADAT: [1, { id: 'Padat', en: 'Dense' }],
  MACET: [2, { id: 'Macet', en: 'Jammed' }],
};
const NONE = [-1, { id: 'Tidak ada nilai', en: 'No value' }];
const EMPTY = { id: 'Belum ada data lalu lintas', en: 'No traffic data yet' };
const QUEUE = { id: 'antrean', en: 'queue' };
const CAMERA = { id: 'Kamera aktif', en: 'Cameras online' };
const OFFLINE = { id: 'putus', en: 'offline' };
const ALL = { id: 'semua aktif', en: 'all online' };

const RULES = `
  .traffic { height: 100%; display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: 0.5em; }
  .junctions { display: grid; align-content: safe center; min-width: 0; overflow: hidden; }
  .junction { display: grid; grid-template-columns: minmax(0, 1fr) 5.2em 8.4em 6.2em; gap: 0.8em; align-items: center;
    padding: 0.3em 0; line-height: 1.15; border-bottom: 2px solid var(--line); }
  .junction:last-child { border-bottom: 0; }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 560; }
  .speed { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .speed b { font-size: 1.5em; font-weight: 620; }
  .queue { text-align: right; color: var(--text-2); font-variant-numeric: tabular-nums; white-space: nowrap; }
  .cameras { display: flex; align-items: baseline; gap: 0.6em; padding-top: 0.5em; border-top: 2px solid var(--line-strong);
    white-space: nowrap; overflow: hidden; }
  .cameras b { font-size: 1.5em; font-weight: 620; font-variant-numeric: tabular-nums; }
  @container (max-width: 24em) {
    .junction { grid-template-columns: minmax(0, 1fr) 6.2em; }
    .speed, .queue { display: none; }
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
  id: TRAFFIC,
  version: '1.0.0',
  title: { id: 'Lalu lintas', en: 'Traffic' },
  schema: {},
  create(host) {
    host.css(RULES);
    const junctions = new Map();
    const cameras = new Map();

    const takeJunctions = (records) => {
      for (const record of records ?? []) {
        const known = junctions.get(record.simpang);
        if (!known || Date.parse(record.waktu) >= Date.parse(known.waktu)) junctions.set(record.simpang, record);
      }
      draw();
    };
    const takeCameras = (records) => {
      for (const record of records ?? []) cameras.set(record.id, record);
      draw();
    };
    const loadJunctions = () => host.records(TRAFFIC, { latest: true, limit: 500 }).then(takeJunctions, () => {});
    const loadCameras = () => host.records(CAMERAS, { latest: true, limit: 1000 }).then(takeCameras, () => {});

    const number = (value) => (value == null ? '–' : host.format.number(value, 0));
    const level = (record) => LEVELS[record.tingkat] ?? NONE;
    const junction = (record) => {
      const [value, word] = level(record);
      return element(
        'div',
        'junction',
        element('span', 'name', record.nama ?? record.simpang),
        element('span', 'speed', element('b', '', number(record.kecepatan)), ' km/h'),
        element('span', 'queue', `${host.t(QUEUE)} ${number(record.antrean)} m`),
        host.mark(value, host.t(word)),
      );
    };
    const health = () => {
      const all = [...cameras.values()];
      const lost = all.filter((camera) => camera.status !== 'AKTIF').length;
      const said = lost > 0 ? `${number(lost)} ${host.t(OFFLINE)}` : host.t(ALL);
      const line = element('div', 'cameras', element('b', '', `${number(all.length - lost)}/${number(all.length)}`));
      line.append(element('span', 'label', host.t(CAMERA)), host.mark(lost > 0 ? 1 : 0, said));
      return line;
    };

    function draw() {
      if (junctions.size === 0 && cameras.size === 0) {
        host.element.replaceChildren(element('div', 'calm', host.t(EMPTY)));
        return;
      }
      const worst = (a, b) => level(b)[0] - level(a)[0] || (b.antrean ?? -1) - (a.antrean ?? -1);
      const list = element('div', 'junctions', ...[...junctions.values()].sort(worst).map(junction));
      const box = element('div', 'traffic', list);
      if (cameras.size > 0) box.append(health());
      host.element.replaceChildren(box);
      fit(list);
    }

    host.subscribe(TRAFFIC, (event) => (event.type === 'records' ? takeJunctions(event.records) : loadJunctions()));
    host.subscribe(CAMERAS, (event) => (event.type === 'records' ? takeCameras(event.records) : loadCameras()));
    host.every(600_000, () => {
      loadJunctions();
      loadCameras();
    });
    draw();
    loadJunctions();
    loadCameras();
    return { update: draw, resize: draw };
  },
};
