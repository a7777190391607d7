/** A table of texts: its heading, and rows as long as it. */
export interface Sheet {
  heading: string[];
  rows: string[][];
}

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads CSV (RFC 4180), separated by comma, semicolon or tab, whichever its first line has most. Empty lines are
 * left out. Rejects what has more rows than `most`, an open quotation mark, or a row of another length.
 */
export function readCsv(text: string, most: number): Sheet {
  const clean = text.replace(/^\uFEFF/, '');
  const first = clean.slice(0, clean.search(/[\r\n]|$/));
  const delimiter = DELIMITERS.reduce((best, each) => (count(first, each) > count(first, best) ? each : best));
  const rows: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    cells.push(cell);
    cell = '';
    if (cells.some((each) => each.trim() !== '')) rows.push(cells);
    cells = [];
    if (rows.length > most + 1) throw new RangeError(String(most));
  };
  for (let i = 0; i < clean.length; i++) {
    const c = clean[i]!;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (clean[i + 1] === '"') cell += clean[++i];
      else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && clean[i + 1] === '\n') i++;
      endRow();
    } else cell += c;
  }
  if (quoted) throw new SyntaxError('quote');
  if (cell !== '' || cells.length > 0) endRow();
  const heading = (rows.shift() ?? []).map((each) => each.trim().toLowerCase());
  const wrong = rows.findIndex((each) => each.length !== heading.length);
  if (wrong >= 0) throw new SyntaxError(`row ${wrong + 1}`);
  return { heading, rows: rows.map((each) => each.map(plain)) };
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** Without the apostrophe that our downloads put before what a spreadsheet would run as a formula. */
function plain(cell: string): string {
  const text = cell.trim();
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}

/** The text of a file: UTF-8, else what spreadsheets on Windows write. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
