import type { Geometry } from 'geojson';
import type { LocalText } from './language';

/** What the HTTP interface answers. Enumerations arrive in any case; compare them by `lower`. */

export interface Session {
  user: string;
  name?: string;
  roles: string[];
  csrf?: string;
  /** Whether the password was given by somebody else and should be changed. */
  passwordDue?: boolean;
  language?: string;
}

export interface Items<T> {
  items: T[];
  next?: string | null;
}

export interface Status {
  state: string;
  reason?: LocalText | null;
  since?: string | null;
  lastError?: LocalText | null;
  nextTry?: string | null;
}

export interface ValueClass {
  field?: string | null;
  from?: number | null;
  value?: string | null;
  level: string;
  title: LocalText;
}

export interface Layer {
  name: string;
  dataset: string;
  title: LocalText;
  kind?: string | null;
  label?: string | null;
  measure?: string | null;
  /** The field of the moment after which a record is no longer drawn. */
  until?: string | null;
  classes?: ValueClass[] | null;
}

export interface WidgetDeclaration {
  type: string;
  title: LocalText;
  module: string;
  datasets?: string[] | null;
  size?: { w: number; h: number } | null;
}

export interface Connector {
  name: string;
  lastSuccess?: string | null;
  lastError?: LocalText | null;
  nextTry?: string | null;
  lag?: string | number | null;
}

export interface CommandDeclaration {
  name: string;
  title: LocalText;
}

/** What a command needs to be told. */
export interface CommandParameter {
  name: string;
  title: LocalText;
  type: string;
  unit: string;
  required: boolean;
  /** The smallest number, or the least characters of a text. */
  least?: number | null;
  most?: number | null;
  codes: { value: string; title: LocalText }[];
}

/** What a department can be told to do. */
export interface CommandOffer {
  name: string;
  title: LocalText;
  timeToLive: string;
  fourEyes: boolean;
  ready: boolean;
  parameters: CommandParameter[];
}

export interface CommandStep {
  at: string;
  by: string;
  from?: string | null;
  to: string;
  ending?: string | null;
  reason?: LocalText | null;
  proof?: string | null;
}

/** A command that somebody asked for, and its course so far. */
export interface IssuedCommand {
  id: string;
  department: string;
  command: string;
  title: LocalText;
  told: { name: string; title: LocalText; value: LocalText; unit: string }[];
  fourEyes: boolean;
  state: string;
  ending?: string | null;
  reason?: LocalText | null;
  askedBy: string;
  /** The person behind `askedBy`, who may have used a key. */
  asker: string;
  askedAt: string;
  notAfter: string;
  approvedBy?: string | null;
  proof?: string | null;
  proofAt?: string | null;
  history: CommandStep[];
}

export interface DepartmentInfo {
  name: string;
  title: LocalText;
  bundle?: string | null;
  version?: string | null;
  status: Status;
  datasets?: string[] | null;
  layers?: Layer[] | null;
  widgets?: WidgetDeclaration[] | null;
  commands?: CommandDeclaration[] | null;
  connectors?: Connector[] | null;
}

export interface Field {
  name: string;
  type: string;
  role: string;
  unit?: string | null;
  description?: LocalText | null;
  codes?: { value: string; title: LocalText; level?: string | null }[] | null;
  /** The table of reference codes that its values come from; empty when none. */
  reference?: string | null;
  /** Whether it tells something about a person. */
  personal?: boolean | null;
}

/** What is said of a dataset besides its fields. */
export interface Governance {
  standard: string;
  licence: string;
  keywords: string[];
  purpose: string;
  retention: { raw?: string | null; hour?: string | null; day?: string | null };
  /** The schema or exchange standard that its source speaks; empty when none is known. */
  interoperability?: string | null;
}

/** Something that a dataset lacks of what Perpres 39/2019 asks. */
export interface Shortcoming {
  part: string;
  what: string;
  fields: string[];
}

export interface DatasetInfo {
  department: string;
  name: string;
  title: LocalText;
  description?: LocalText | null;
  fields: Field[];
  key: string[];
  time?: string | null;
  geometry?: string | null;
  frequency?: string | null;
  classification?: string | null;
  producer?: string | null;
  rows?: number | null;
  quarantined?: number | null;
  /** Why a newer declaration was refused; empty when none was. */
  refusal?: LocalText | null;
  newest?: string | null;
  governance?: Governance | null;
  missing?: Shortcoming[] | null;
  version?: number | null;
  /** Whether the declaration in force waits to be approved. */
  draft?: boolean | null;
  approval?: { version: number; by: string; at: string } | null;
}

/** A row of a dataset: its fields by name, and what the store adds. */
export type Row = Record<string, unknown> & { _seq?: number; _received?: string };

export interface NoticeInfo {
  id: string | number;
  source: string;
  fingerprint?: string | null;
  severity: string;
  title: LocalText;
  text?: LocalText | null;
  at?: string | null;
  firstAt?: string | null;
  lastAt?: string | null;
  expires?: string | null;
  times?: number | null;
  exercise?: boolean | null;
  acknowledgedBy?: string | null;
  acknowledgedAt?: string | null;
  settledAt?: string | null;
  place?: { kelurahan?: string[] | null; longitude?: number | null; latitude?: number | null } | null;
}

export interface Kelurahan {
  code: string;
  name: string;
  kecamatan: string;
  longitude: number;
  latitude: number;
}

export interface CityInfo {
  name: string;
  bbox: [number, number, number, number];
  kelurahan: Kelurahan[];
  boundaries: { name: string; geometry: Geometry }[];
}

export interface OutputInfo {
  surface?: string;
  name: string;
  x: number;
  y: number;
  w: number;
  h: number;
  rotation?: number | null;
  lastSeen?: string | null;
  scene?: string | null;
  version?: number | null;
  fps?: number | null;
}

export interface Showing {
  surface: string;
  scene: string;
  version: number;
  at?: string | null;
  atMillis?: number | null;
  actor?: string | null;
}

export interface SurfaceInfo {
  name: string;
  title: LocalText;
  widthPx: number;
  heightPx: number;
  widthMm?: number | null;
  heightMm?: number | null;
  farthestViewerM?: number | null;
  minimumTextPx?: number | null;
  outputs: OutputInfo[];
  current?: Showing | null;
  next?: Showing | null;
}

export interface PlacedWidget {
  id: string;
  type: string;
  x: number;
  y: number;
  w: number;
  h: number;
  z?: number | null;
  settings?: Record<string, unknown> | null;
}

export interface SceneInfo {
  name: string;
  title: LocalText;
  surface: string;
  version: number;
  widgets: PlacedWidget[];
}

/** An enumeration value as we compare it. */
export function lower(value: string | null | undefined): string {
  return (value ?? '').toLowerCase();
}

/** A layer's or widget's dataset as `department/dataset`. */
export function qualified(department: string, dataset: string): string {
  return dataset.includes('/') ? dataset : `${department}/${dataset}`;
}
