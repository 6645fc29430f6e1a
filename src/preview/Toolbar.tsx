import React, { ReactNode } from 'react';
import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { PageState } from './pageState';

interface Props {
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
  models: Array<{ value: string; label: string }>;
  features: string[];
}

const TARGETS = [
  { value: 'prediction', label: 'Prediction' },
  { value: 'score', label: 'Score' },
] as const;

/** Marks an option as a feature, whose name may be anything. */
const FEATURE = 'feature:';

/** The page's few controls: which model and subject, when, against what, and how it looks. */
export function Toolbar({ state, onChange, models, features }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <form className={styles.bar} onSubmit={(event) => event.preventDefault()}>
      {models.length > 1 && (
        <Labelled text="Model">
          <select value={state.model} onChange={(event) => onChange({ model: event.target.value, feature: '' })}>
            <option value="">All models</option>
            {models.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </Labelled>
      )}
      <Labelled text="Panel">
        <select value={state.panel} onChange={(event) => onChange({ panel: event.target.value as PageState['panel'] })}>
          <option value="distribution">Distributions</option>
          <option value="features">Features</option>
          <option value="segments">Segments</option>
          <option value="calibration">Calibration</option>
          <option value="confusion">Confusion matrix</option>
        </select>
      </Labelled>
      <SubjectPicker state={state} onChange={onChange} features={features} />
      <Labelled text="From">
        <input
          type="date"
          value={state.from}
          required
          onChange={(event) => onDay(event, (from) => onChange({ from }))}
        />
      </Labelled>
      <Labelled text="To, exclusive">
        <input type="date" value={state.to} required onChange={(event) => onDay(event, (to) => onChange({ to }))} />
      </Labelled>
      <Labelled text="Baseline">
        <input
          key={state.baseline}
          defaultValue={state.baseline}
          placeholder="the model's default"
          onBlur={(event) => onChange({ baseline: event.target.value.trim() })}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
      </Labelled>
      <Picture state={state} onChange={onChange} />
      <button type="button" onClick={() => onChange({ theme: state.theme === 'dark' ? 'light' : 'dark' })}>
        {state.theme === 'dark' ? 'Light theme' : 'Dark theme'}
      </button>
    </form>
  );
}

/** How distributions are drawn. */
function Picture({ state, onChange }: Pick<Props, 'state' | 'onChange'>) {
  return (
    <>
      <Labelled text="Draw">
        <select value={state.mode} onChange={(event) => onChange({ mode: event.target.value as PageState['mode'] })}>
          <option value="bars">Bars</option>
          <option value="steps">Steps</option>
          <option value="cumulative">Cumulative</option>
          <option value="difference">Difference</option>
        </select>
      </Labelled>
      <Labelled text="Numeric bins">
        <select value={state.scale} onChange={(event) => onChange({ scale: event.target.value as PageState['scale'] })}>
          <option value="bins">Equal width</option>
          <option value="value">True width</option>
          <option value="log">Log</option>
        </select>
      </Labelled>
    </>
  );
}

/** Chooses among all features, one feature, and the targets that are no features. */
function SubjectPicker({ state, onChange, features }: Omit<Props, 'models'>) {
  const onSubject = (value: string) => {
    const target = TARGETS.find((choice) => choice.value === value)?.value;
    onChange(target ? { target, feature: '' } : { target: 'features', feature: value.slice(FEATURE.length) });
  };
  return (
    <Labelled text="Show">
      <select
        value={state.target === 'features' ? `${FEATURE}${state.feature}` : state.target}
        onChange={(event) => onSubject(event.target.value)}
      >
        <option value={FEATURE}>All features</option>
        {features.map((name) => (
          <option key={name} value={`${FEATURE}${name}`}>
            {name}
          </option>
        ))}
        {TARGETS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Labelled({ text, children }: { text: string; children: ReactNode }) {
  return (
    <label>
      {text}
      {children}
    </label>
  );
}

/** A date input is empty while its text is no date; the page keeps the last one that was. */
function onDay(event: React.ChangeEvent<HTMLInputElement>, change: (day: string) => void) {
  if (event.target.value) {
    change(event.target.value);
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: theme.spacing(1),
    '& label': { ...theme.typography.bodySmall, color: theme.colors.text.secondary, display: 'grid', gap: 2 },
    '& select, & input, & button': {
      ...theme.typography.bodySmall,
      height: 32,
      padding: theme.spacing(0, 1),
      color: theme.colors.text.primary,
      background: theme.components.input.background,
      border: `1px solid ${theme.components.input.borderColor}`,
      borderRadius: theme.shape.radius.default,
      colorScheme: theme.colors.mode,
    },
    '& button': { cursor: 'pointer', background: theme.colors.secondary.main, borderColor: 'transparent' },
    '& :focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 },
  }),
});
