/** The warnings that hold for the city, worst first, and the newest earthquake. */

const WARNINGS = 'bpbd/peringatan';
const QUAKES = 'bpbd/gempa';
const SEVERITIES = {
  EXTREME: [4, { id: 'Luar biasa', en: 'Extreme' }],
  SEVERE: [3, { id: 'Berat', en: 'Severe' }],
  MODERATE: [2, { id: 'Sedang', en: 'Moderate' }],
  MINOR: [1, { id: 'Ringan', en: 'Minor' }],
};
const UNKNOWN = [-1, { id: 'Tidak diketahui', en: 'Unknown' }];
const KECAMATAN = {
  '61.71.01': 'Selatan',
  '61.71.02': 'Timur',
  '61.71.03': 'Barat',
  '61.71.04': 'Utara',
  '61.71.05': 'Kota',
  '61.71.06': 'Tenggara',
};
const EMPTY = { id: 'Tidak ada peringatan untuk kota', en: 'No warning for the city' };
const UNTIL = { id: 'sampai', en: 'until' };
const WHOLE = { id: 'Seluruh kota', en: 'Whole city' };
const ELSEWHERE = { id: 'peringatan lain di luar kota', en: 'other warnings outside the city' };
const QUAKE = { id: 'Gempa', en: 'Earthquake' };

const RULES = `
  .warnings { height: 100%; display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: 0.5em; }
  .those { display: grid; align-content: start; gap: 0.7em; min-width: 0; overflow: hidden; }
  .warning { display: grid; gap: 0.15em; padding-left: 0.8em; border-left: 0.3em solid var(--line-strong); min-width: 0; }
  .warning.level-1 { border-color: var(--level-1); }
  .warning.level-2 { border-color: var(--level-2); }
  .warning.level-3 { border-color: var(--level-3); }
  .warning.level-4 { border-color: var(--level-4); }
  .first { display: flex; gap: 0.8em; align-items: center; min-width: 0; color: var(--text); }
  .event { font-size: 1.45em; font-weight: 620; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .first .mark { margin-left: auto; }
  .where { color: var(--text-2); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .more { color: var(--text-2); display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
  .foot { display: grid; gap: 0.1em; padding-top: 0.5em; border-top: 2px solid var(--line-strong); color: var(--text-2); }
  .foot span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
`;

function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** Leaves out the details first, then from the end what does not fit whole; says how many it left out. */
function fit(list) {
  const over = () => list.scrollHeight > list.clientHeight + 1;
  for (const more of [...list.querySelectorAll('.more')].reverse()) if (over()) more.remove();
  let left = 0;
  while (list.children.length > 1 && over()) {
    list.lastElementChild.remove();
    left++;
  }
  return left;
}

export default {
  id: WARNINGS,
  version: '1.0.0',
  title: { id: 'Peringatan dini', en: 'Warnings' },
  schema: {},
  create(host) {
    host.css(RULES);
    const warnings = new Map();
    const quakes = new Map();

    const take = (kept, key) => (records) => {
      for (const record of records ?? []) kept.set(record[key], record);
      draw();
    };
    const takeWarnings = take(warnings, 'identifier');
    const takeQuakes = take(quakes, 'id');
    const ago = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const loadWarnings = () =>
      host.records(WARNINGS, { 'holds_until.gt': ago(0), limit: 200 }).then(takeWarnings, () => {});
    const loadQuakes = () => host.records(QUAKES, { from: ago(48), limit: 100 }).then(takeQuakes, () => {});

    const where = (warning) => {
      const codes = (warning.kelurahan ?? '').split(' ').filter(Boolean);
      const names = [...new Set(codes.map((code) => KECAMATAN[code.slice(0, 8)]).filter(Boolean))];
      return codes.length >= 29 ? host.t(WHOLE) : `${names.join(', ')} (${codes.length} kelurahan)`;
    };
    const warningBox = (warning) => {
      const [level, word] = SEVERITIES[warning.severity] ?? UNKNOWN;
      const event = element('span', 'event', warning.event ?? warning.headline ?? '');
      const until = `${host.t(UNTIL)} ${host.format.time(warning.holds_until)}`;
      const box = element(
        'div',
        `warning level-${level}`,
        element('div', 'first', event, host.mark(level, host.t(word))),
        element('span', 'where', `${where(warning)} · ${until}`),
      );
      const more = warning.instruction ?? warning.description;
      if (more) box.append(element('p', 'more', more));
      return box;
    };
    const quakeLine = (quake) =>
      element(
        'span',
        '',
        `${host.t(QUAKE)} M ${host.format.number(quake.magnitudo, 1)}, ${quake.wilayah ?? ''}` +
          (quake.jarak == null ? '' : ` (${host.format.number(quake.jarak, 0)} km)`) +
          `, ${host.format.age(quake.waktu)}`,
      );

    function draw() {
      const now = Date.now();
      for (const [key, warning] of warnings) {
        if (!(Date.parse(warning.holds_until) > now)) warnings.delete(key);
      }
      const worst = (a, b) =>
        (SEVERITIES[b.severity] ?? UNKNOWN)[0] - (SEVERITIES[a.severity] ?? UNKNOWN)[0] ||
        Date.parse(b.sent) - Date.parse(a.sent);
      const here = [...warnings.values()].filter((warning) => warning.kelurahan).sort(worst);
      const elsewhere = warnings.size - here.length;
      const newest = [...quakes.values()].sort((a, b) => Date.parse(b.waktu) - Date.parse(a.waktu))[0];

      const foot = element('div', 'foot');
      if (elsewhere > 0) foot.append(element('span', '', `${elsewhere} ${host.t(ELSEWHERE)}`));
      if (newest) foot.append(quakeLine(newest));
      foot.append(element('span', '', 'BMKG'));
      const those =
        here.length > 0
          ? element('div', 'those', ...here.map(warningBox))
          : element('div', 'calm', host.mark(0, host.t(EMPTY)));
      host.element.replaceChildren(element('div', 'warnings', those, foot));
      const left = here.length > 0 ? fit(those) : 0;
      if (left > 0) foot.firstElementChild.textContent = `+ ${left} · ${foot.firstElementChild.textContent}`;
    }

    host.subscribe(WARNINGS, (event) => (event.type === 'records' ? takeWarnings(event.records) : loadWarnings()));
    host.subscribe(QUAKES, (event) => (event.type === 'records' ? takeQuakes(event.records) : loadQuakes()));
    // Warnings end by themselves.
    host.every(5_000, draw);
    draw();
    loadWarnings();
    loadQuakes();
    return { update: draw, resize: draw };
  },
};
