import type { DepartmentInfo, WidgetDeclaration } from '../shared/types';
import { clockWidget } from './builtin/clock';
import { mapWidget } from './builtin/map';
import { noticesWidget } from './builtin/notices';
import { seriesWidget } from './builtin/series';
import { valueWidget } from './builtin/value';
import type { WidgetModule } from './widget';

const BUILT_IN: Record<string, WidgetModule> = {
  map: mapWidget,
  clock: clockWidget,
  notices: noticesWidget,
  value: valueWidget,
  series: seriesWidget,
};

export function builtIn(type: string): WidgetModule | null {
  return BUILT_IN[type] ?? null;
}

/** The department that a widget type belongs to; empty for a built-in one. */
export function departmentOf(type: string): string {
  return type.includes('/') ? type.slice(0, type.indexOf('/')) : '';
}

/** Where the departments say that a widget's module is; null when none of them brings it. */
export function declared(type: string, departments: readonly DepartmentInfo[]): WidgetDeclaration | null {
  const department = departments.find((each) => each.name === departmentOf(type));
  return department?.widgets?.find((each) => each.type === type) ?? null;
}

/** Loads a widget module; a new address is a new module, so an updated bundle brings its new code. */
export async function load(address: string): Promise<WidgetModule> {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin) throw new Error(`a widget of another origin: ${address}`);
  const loaded = (await import(/* @vite-ignore */ url.href)) as { default?: WidgetModule };
  if (typeof loaded.default?.create !== 'function') throw new Error(`no widget in ${url.pathname}`);
  return loaded.default;
}
