/** What a column seems to hold. */
export interface Guess {
  name: string;
  number?: string | null;
  time?: string | null;
}

/** How a field could be filled. */
export interface RuleGuess extends Omit<Guess, 'name'> {
  field: string;
  columns: string[];
}

/** How a field is filled. */
export interface DraftRule {
  columns: string[];
  number?: string | null;
  time?: string | null;
  codes?: Record<string, string>;
  constant?: string;
  missing?: string[];
}

type DocumentRule = string | string[] | (Partial<DraftRule> & { column?: string });

/** A connector as `/api/connectors` knows it, and as it stands in `department.yaml`. */
export interface Document {
  protocol?: string;
  address?: string;
  dataset?: string;
  every?: string;
  rows?: string;
  login?: { kind?: string; user?: string; secret?: string };
  paging?: Record<string, unknown>;
  watermark?: { column?: string; parameter?: string };
  options?: Record<string, string>;
  fields?: Record<string, DocumentRule>;
  [other: string]: unknown;
}

export const LOGINS = ['none', 'password', 'bearer', 'header', 'query', 'key'] as const;
export type LoginKind = (typeof LOGINS)[number];

/** Fields of the form that belong to some protocols only. */
export type OptionName = 'rows' | 'page' | 'size' | 'mark' | 'markParameter' | 'topic' | 'files' | 'after' | 'host_key' | 'table' | 'from' | 'subject' | 'oids' | 'sample';

/** What the form holds. */
export interface Draft extends Record<OptionName, string> {
  department: string;
  dataset: string;
  name: string;
  protocol: string;
  address: string;
  every: string;
  login: LoginKind;
  user: string;
  secret: string;
  rules: Record<string, DraftRule>;
  /** What the form does not show, and keeps. */
  kept: Document;
}

interface Shape {
  title: string;
  example: string;
  pushed: boolean;
  /** Whether it has an address; a source that comes by itself has none. */
  addressed: boolean;
  options: OptionName[];
  logins: readonly LoginKind[];
}

const WEB: readonly LoginKind[] = ['none', 'password', 'bearer', 'header', 'query'];
const NAMED: readonly LoginKind[] = ['none', 'password'];

function shape(title: string, example: string, options: OptionName[], logins: readonly LoginKind[] = WEB, pushed = false): Shape {
  return { title, example, options, logins, pushed, addressed: example !== '' };
}

/** The protocols, and which fields each needs. */
export const PROTOCOLS: Record<string, Shape> = {
  http: shape('HTTP: JSON, CSV, XML, GeoJSON', 'https://…/data.json', ['rows', 'page', 'size', 'mark', 'markParameter']),
  ogc_features: shape('OGC API - Features', 'https://…/collections/x/items', ['mark', 'markParameter']),
  wfs: shape('WFS 2.0 (GeoJSON)', 'https://…/wfs?service=WFS&request=GetFeature&…', []),
  sensorthings: shape('SensorThings', 'https://…/v1.1/Observations', []),
  ckan: shape('CKAN', 'https://…/api/3/action/datastore_search?resource_id=…', []),
  open311: shape('Open311 GeoReport v2', 'https://…/requests.json', ['mark', 'markParameter']),
  rss: shape('RSS, Atom', 'https://…/rss.xml', []),
  cap: shape('CAP (RSS, Atom)', 'https://…/cap/index.xml', []),
  webhook: shape('Webhook', '', ['rows', 'sample'], ['none'], true),
  probe: shape('HTTP (probe)', 'https://…', []),
  mqtt: shape('MQTT 3.1.1', 'mqtts://broker:8883', ['topic', 'rows'], NAMED, true),
  mqtt5: shape('MQTT 5', 'mqtts://broker:8883', ['topic', 'rows'], NAMED, true),
  sftp: shape('SFTP', 'sftp://server/folder', ['files', 'after', 'host_key', 'rows'], ['password', 'key']),
  ftps: shape('FTPS', 'ftps://server/folder', ['files', 'after', 'rows'], NAMED),
  ftp: shape('FTP', 'ftp://server/folder', ['files', 'after', 'rows'], NAMED),
  folder: shape('Folder', '/…/inbox/…', ['files', 'after', 'rows'], ['none']),
  imaps: shape('E-mail (IMAPS)', 'imaps://server/INBOX', ['files', 'from', 'subject', 'after', 'rows'], ['password']),
  imap: shape('E-mail (IMAP)', 'imap://server/INBOX', ['files', 'from', 'subject', 'after', 'rows'], ['password']),
  snmp: shape('SNMP 2c', 'snmp://server:161', ['oids'], ['none', 'bearer']),
  jdbc: shape('JDBC', 'jdbc:postgresql://server/database', ['table', 'mark'], NAMED),
};

const OPTIONS: OptionName[] = ['topic', 'files', 'after', 'host_key', 'table', 'from', 'subject', 'oids', 'sample'];

/** The form of a connector; an empty one for a new one. */
export function draftOf(item?: { department: string; name: string; document: Document }): Draft {
  const kept = item?.document ?? {};
  const rules: Record<string, DraftRule> = {};
  for (const [field, rule] of Object.entries(kept.fields ?? {})) {
    rules[field] =
      typeof rule === 'string'
        ? { columns: [rule] }
        : Array.isArray(rule)
          ? { columns: rule }
          : { ...rule, columns: rule.columns ?? (rule.column ? [rule.column] : []) };
  }
  const option = (name: string) => kept.options?.[name] ?? '';
  return {
    department: item?.department ?? '',
    name: item?.name ?? '',
    dataset: kept.dataset ?? item?.name ?? '',
    protocol: kept.protocol ?? 'http',
    address: kept.address ?? '',
    every: kept.every ?? 'PT5M',
    login: (kept.login?.kind ?? (kept.login ? 'password' : 'none')) as LoginKind,
    user: kept.login?.user ?? '',
    secret: '',
    rows: kept.rows ?? '',
    page: String(kept.paging?.['parameter'] ?? ''),
    size: String(kept.paging?.['size'] ?? ''),
    mark: kept.watermark?.column ?? '',
    markParameter: kept.watermark?.parameter ?? '',
    topic: option('topic'),
    files: option('files'),
    after: option('after'),
    host_key: option('host_key'),
    table: option('table'),
    from: option('from'),
    subject: option('subject'),
    oids: option('oids'),
    sample: option('sample'),
    rules,
    kept,
  };
}

/** How a guess fills a field. */
export function ruleOf(guess: RuleGuess): DraftRule {
  return { columns: guess.columns, number: guess.number ?? null, time: guess.time ?? null };
}

/** What is sent: only what the protocol needs. */
export function document(draft: Draft): Document {
  const { options: own, pushed, addressed } = PROTOCOLS[draft.protocol]!;
  const { login: _login, rows: _rows, watermark: _mark, options: before, fields: _fields, paging: kept, ...rest } = draft.kept;
  const sent: Document = { ...rest, protocol: draft.protocol, dataset: draft.dataset, address: draft.address.trim() };
  if (!addressed) delete sent.address;
  if (pushed) delete sent.every;
  else sent.every = draft.every.trim();
  if (draft.login !== 'none') {
    sent.login = { kind: draft.login, ...(draft.user ? { user: draft.user } : {}), ...(draft.secret ? { secret: draft.secret } : {}) };
  }
  if (own.includes('rows') && draft.rows) sent.rows = draft.rows;
  if (own.includes('page') && draft.page) {
    sent.paging = { ...(kept?.['kind'] ? kept : { kind: 'page' }), parameter: draft.page, size: Number(draft.size) || 100 };
  } else if (kept?.['kind'] === 'link') {
    sent.paging = kept;
  }
  if (own.includes('mark') && draft.mark) {
    sent.watermark = { column: draft.mark, ...(draft.markParameter ? { parameter: draft.markParameter } : {}) };
  }
  const options: Record<string, string> = { ...before };
  for (const name of OPTIONS) {
    if (own.includes(name) && draft[name]) options[name] = draft[name];
    else delete options[name];
  }
  if (Object.keys(options).length > 0) sent.options = options;
  const fields: Record<string, DocumentRule> = {};
  for (const [field, rule] of Object.entries(draft.rules)) {
    const more: Partial<DraftRule> = {};
    if (rule.number) more.number = rule.number.toLowerCase();
    if (rule.time) more.time = rule.time.toLowerCase();
    if (rule.codes && Object.keys(rule.codes).length > 0) more.codes = rule.codes;
    if (rule.missing?.length) more.missing = rule.missing;
    fields[field] =
      rule.constant !== undefined
        ? { constant: rule.constant }
        : Object.keys(more).length > 0
          ? { columns: rule.columns, ...more }
          : rule.columns.length === 1
            ? rule.columns[0]!
            : rule.columns;
  }
  if (Object.keys(fields).length > 0) sent.fields = fields;
  return sent;
}
