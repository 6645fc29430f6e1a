import { ModelSpec, PolicySpec, Stat } from '../contract';
import { either } from './condition';
import { difference, figure, ifNumber, ifPlace, lookUp } from './template';
import { unitOfAlert } from './units';
import { formOf, sideOf } from './words';

/** The refIds of the queries for which feature drifted most and how many did. */
export const DRIFT = { most: 'mostDrifted', count: 'driftedCount' } as const;

/**
 * What a rule says of where a change comes from: which segment, inputs or relation, and which features drifted. Each sentence
 * has its space before it, because an alert leaves out what could not be computed.
 */
export function causesOf(model: ModelSpec, policy: PolicySpec): Part {
  const parts = [segments(model, policy), inputs(model, policy), drift(model, policy)];
  return { text: parts.map(({ text }) => text).join(''), stats: parts.flatMap(({ stats }) => stats) };
}

/** Whether the text says which features drifted: where they may be why a prediction or its outcome changed. */
export const saysDrift = ({ features }: ModelSpec, { target, stat, measure }: PolicySpec) =>
  features.length > 0 &&
  ['prediction', 'score', 'label'].includes(target) &&
  !stat.startsWith('trend') &&
  !measure.startsWith('label_');

interface Part {
  text: string;
  stats: Stat[];
}

const NOTHING: Part = { text: '', stats: [] };

/** The segment value that carries most of the change. Only declared values have names. */
function segments(model: ModelSpec, policy: PolicySpec): Part {
  const declared = model.segments.filter(({ values }) => values.length > 0);
  if (!policy.takenApart || declared.length === 0) {
    return NOTHING;
  }
  const names = model.segments.flatMap(({ name, values }) => values.map((value) => `${capital(name)} ${value}`));
  const rest =
    '{{ if and $values.worstSegmentShare (lt 1.0 $values.worstSegmentShare.Value) }}; the rest of the change goes the other way{{ end }}';
  const explains = ` explains ${figure('worstSegmentShare', 'share')} of the ${noun(policy)}${rest}.`;
  const none = ` No ${either(declared.map(({ name }) => name))} stands out.`;
  const one = ifPlace(
    'worstSegment',
    ` ${lookUp(names, 'worstSegment')}${explains}`,
    ifNumber('worstSegmentShare', ` A segment value that the model does not declare${explains}`)
  );
  return {
    text: `{{ if eq $values.worstSegmentShare.Value 0.0 }}${none}{{ else }}${one}{{ end }}`,
    stats: ['worstSegment', 'worstSegmentShare'],
  };
}

/** What changed, by the score: the inputs, each score being right as often as before, or how they relate to the outcome. */
function inputs(model: ModelSpec, policy: PolicySpec): Part {
  if (!policy.takenApart || !model.scored) {
    return NOTHING;
  }
  const share = formOf(policy) === 'share';
  const unit = share ? ' points' : unitOfAlert(model, policy);
  const [whole, part, rest] = (['change', 'inputsEffect', 'relationEffect'] as const).map((id) =>
    difference(id, share)
  );
  const text = ` Of the change of ${whole}${unit}, other inputs make ${part}, and how inputs relate to the outcome ${rest}.`;
  return { text: ifNumber('inputsEffect', text), stats: ['change', 'inputsEffect', 'relationEffect'] };
}

function drift(model: ModelSpec, policy: PolicySpec): Part {
  if (!saysDrift(model, policy)) {
    return NOTHING;
  }
  const feature = lookUp(
    model.features.map(({ name }) => name),
    DRIFT.most
  );
  const count = `$values.${DRIFT.count}.Value`;
  const some = `{{ if eq ${count} 1.0 }} Feature ${feature} drifted.{{ else }} ${figure(DRIFT.count, 'rows')} features drifted, ${feature} most.{{ end }}`;
  return {
    text: `{{ if eq ${count} 0.0 }} No feature drifted.{{ else }}${ifPlace(DRIFT.most, some)}{{ end }}`,
    stats: [],
  };
}

/** What a change is called on the side of the policy's bound. */
const noun = (policy: PolicySpec) => ({ below: 'fall', above: 'rise', outside: 'change' })[sideOf(policy)];

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
