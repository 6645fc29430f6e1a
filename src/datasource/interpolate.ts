import { AdHocVariableFilter, ScopedVars } from '@grafana/data';
import { TemplateSrv } from '@grafana/runtime';

import { Baseline, Filter, Measure, Split } from '../contract';
import { LeewayQuery } from './types';

type Scalar = NonNullable<Filter['value']>;

/** A text that is one variable and nothing else: $name, ${name}, ${name:format} or [[name]]. */
const WHOLE_VARIABLE = /^(?:\$(\w+)|\$\{(\w+)[^}]*\}|\[\[(\w+)[^\]]*\]\])$/;

/** Stands for a variable in a text whose other parts are known; no name holds it. */
const HOLE = '\u0000';

/** The operators that compare with several values, by those that compare with one. */
const SEVERAL: Partial<Record<Filter['operator'], Filter['operator']>> = { '=': '=|', '!=': '!=|' };

/** The operators that keep what is named. "One of All" keeps everything, so such a filter goes. */
const KEEPING: Array<Filter['operator']> = ['=', '=|', '=~'];

/** Grafana's dashboard variables, as one query sees them. */
export class Variables {
  constructor(
    private readonly templates: TemplateSrv,
    private readonly scopedVars: ScopedVars
  ) {}

  /** Reports whether a text is a variable that stands at All. */
  isAll(text: string): boolean {
    const [, ...names] = WHOLE_VARIABLE.exec(text) ?? [];
    const name = names.find(Boolean);
    if (!name || this.templates.replace(`\${${name}:text}`, this.scopedVars) !== 'All') {
      return false;
    }
    const values = this.expand(text);
    return values.length !== 1 || values[0] !== 'All'; // a value may be called All
  }

  /** Replaces the variables of a text, each by every value it stands for: `v-$minor` may become v-1 and v-2. */
  expand(text: string): string[] {
    const choices: string[][] = [];
    const pattern = this.templates.replace(text, this.scopedVars, (value: unknown) => {
      const values = [value].flat().map(String);
      choices.push(values.length > 0 ? values : ['']);
      return HOLE;
    });
    const [first, ...rest] = pattern.split(HOLE);
    return rest.reduce(
      (texts, piece, i) => texts.flatMap((text) => choices[i].map((value) => text + value + piece)),
      [first]
    );
  }

  /** Expands a list of names. All means every name there is, which is the empty list. */
  names(list: string[]): string[] {
    return list.some((name) => this.isAll(name)) ? [] : list.flatMap((name) => this.expand(name));
  }

  /** Replaces a text that holds one thing. All is the empty text; several values become one name that nothing has. */
  one(text: string): string {
    return this.isAll(text) ? '' : this.templates.replace(text, this.scopedVars);
  }

  /** Replaces variables inside a regular expression; several values become an alternative. */
  pattern(text: string): string {
    return this.templates.replace(text, this.scopedVars, 'regex');
  }
}

/**
 * Replaces every variable of a query and appends the dashboard's ad hoc filters. The backend sees no variables: a name
 * that still holds one is refused there, by name.
 */
export function interpolate(query: LeewayQuery, variables: Variables, adHoc: AdHocVariableFilter[] = []): LeewayQuery {
  const filters = [...(query.filters ?? []), ...adHoc.filter(({ key }) => key).map(filterOf)];
  return {
    ...query,
    ...(query.models && { models: variables.names(query.models) }),
    ...(query.versions && { versions: variables.names(query.versions) }),
    ...(query.features && { features: variables.names(query.features) }),
    ...(query.measures && { measures: query.measures.map((measure) => interpolateMeasure(measure, variables)) }),
    ...(query.splitBy && { splitBy: query.splitBy.flatMap((split) => interpolateSplit(split, variables)) }),
    ...(filters.length > 0 && { filters: filters.flatMap((filter) => interpolateFilter(filter, variables)) }),
    ...(query.policy && { policy: variables.one(query.policy) }),
    ...(query.window && { window: variables.one(query.window) }),
    ...(query.every && { every: variables.one(query.every) }),
    ...(query.baseline && { baseline: interpolateBaseline(query.baseline, variables) }),
  };
}

/** The form of Grafana's filter that the query has. An operator that Leeway does not know is refused by the backend. */
function filterOf({ key, operator, value, values }: AdHocVariableFilter): Filter {
  return { key, operator: operator as Filter['operator'], values: values?.length ? values : [value] };
}

function interpolateFilter(filter: Filter, variables: Variables): Filter[] {
  const { value, values = value === undefined ? [] : [value], key, operator } = filter;
  if (KEEPING.includes(operator) && values.some((text) => typeof text === 'string' && variables.isAll(text))) {
    return [];
  }
  const replaced = values.flatMap((text): Scalar[] => {
    if (typeof text !== 'string') {
      return [text];
    }
    return operator === '=~' ? [variables.pattern(text)] : variables.expand(text);
  });
  const several = replaced.length > 1 ? SEVERAL[operator] : undefined;
  return [{ key: variables.one(key), operator: several ?? operator, values: replaced }];
}

function interpolateMeasure(measure: Measure, variables: Variables): Measure {
  return {
    ...measure,
    id: variables.one(measure.id),
    ...(measure.class && { class: variables.one(measure.class) }),
  };
}

/**
 * Without names there is no split at all, so All expands to what the variable lists. A variable that lists nothing splits
 * by nothing: the model has no segments.
 */
function interpolateSplit(split: Split, variables: Variables): Split[] {
  if (typeof split === 'string') {
    return split === '' ? [split] : variables.expand(split).filter(Boolean);
  }
  return variables.expand(split.feature).map((feature) => ({ ...split, feature }));
}

function interpolateBaseline(baseline: string | Baseline, variables: Variables): string | Baseline {
  if (typeof baseline === 'string') {
    return variables.one(baseline);
  }
  return {
    ...baseline,
    ...(baseline.version && { version: variables.one(baseline.version) }),
    ...(baseline.from && { from: variables.one(baseline.from) }),
    ...(baseline.to && { to: variables.one(baseline.to) }),
    ...(baseline.by && { by: variables.one(baseline.by) }),
  };
}
