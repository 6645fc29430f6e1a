import { Breakdown, Part } from '../../frames/segments';
import { PanelQuery, recordsQuery, segmentFilters } from '../../ui/explore';

/** What a click on a segment of this breakdown, or a key, calls; undefined where segments can only be read. */
export type Picker = (breakdown: Breakdown) => ((part: Part) => void) | undefined;

/** Reports whether the rows of a segment can be named: those without a value, and the rest that is pooled, cannot. */
export function isNamed({ name }: Part): boolean {
  return name !== '' && name !== '(other)';
}

/** The query of the predictions of a segment, from the one that the panel asked: of the same window, as the measure is the same. */
export function recordsOf(part: Part, breakdown: Breakdown, asked: PanelQuery): PanelQuery {
  const { comparison, dimension, measure } = breakdown;
  const about = { measures: measure ? [{ id: measure }] : asked.measures };
  const filters = segmentFilters({ ...comparison?.subject.segments, [dimension]: part.name });
  return recordsQuery(asked, comparison?.model, about, filters);
}
