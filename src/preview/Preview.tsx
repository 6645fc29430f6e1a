import React, { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { createTheme, GrafanaTheme2, LoadingState, PanelData } from '@grafana/data';
import { ThemeContext, useStyles2 } from '@grafana/ui';

import { readDistributions } from '../frames/distribution';
import { DistributionPanel } from '../panels/distribution/DistributionPanel';
import { defaultOptions } from '../panels/distribution/options';
import { FeaturesPanel } from '../panels/features/FeaturesPanel';
import { defaultOptions as featuresOptions } from '../panels/features/options';
import { SegmentsPanel } from '../panels/segments/SegmentsPanel';
import { applyFieldOptions } from './fieldOptions';
import { PageState, readState, writeState } from './pageState';
import { Sized } from './Sized';
import { onlyFeature } from './subjects';
import { Toolbar } from './Toolbar';
import { useFrames } from './useFrames';

/** Grafana serves Inter itself; here it comes with the page. */
const FONTS = "'Inter Variable', 'Helvetica', 'Arial', sans-serif";

/** A panel on a page of its own: the component that Grafana loads, fed by the engine alone. */
export function Preview() {
  const [state, setState] = useState(() => readState(window.location.search));
  const theme = useMemo(
    () => createTheme({ colors: { mode: state.theme }, typography: { fontFamily: FONTS } }),
    [state.theme]
  );
  useEffect(() => {
    window.history.replaceState(null, '', `${window.location.pathname}${writeState(state)}`);
  }, [state]);
  return (
    <ThemeContext.Provider value={theme}>
      <Page state={state} onChange={(change) => setState((before) => ({ ...before, ...change }))} />
    </ThemeContext.Provider>
  );
}

interface PageProps {
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
}

function Page({ state, onChange }: PageProps) {
  const styles = useStyles2(getStyles);
  const { data, subjects } = useFrames(state);
  const shown = useMemo(() => applyFieldOptions(onlyFeature(data, state.feature), state), [data, state]);
  const { distributions } = useMemo(() => readDistributions(shown.series), [shown.series]);
  // Tooltips live in the document's body, outside the page's own element.
  useLayoutEffect(() => {
    document.body.className = styles.body;
  }, [styles.body]);
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>Leeway · {state.panel === 'distribution' ? 'distributions' : state.panel}</h1>
      <Toolbar state={state} onChange={onChange} {...subjects} />
      <Sized className={styles.panel} busy={data.state === LoadingState.Loading}>
        {(width, height) => <Panel state={state} data={shown} size={{ width, height }} onChange={onChange} />}
      </Sized>
      <Notices texts={distributions.flatMap(({ name, notices }) => notices.map(({ text }) => `${name}: ${text}`))} />
    </main>
  );
}

interface PanelHostProps extends PageProps {
  data: PanelData;
  size: { width: number; height: number };
}

/** The panel that the page shows. A feature that is pressed is shown by its distribution, as a dashboard's variable would. */
function Panel({ state, data, size, onChange }: PanelHostProps) {
  if (state.panel === 'distribution') {
    return <DistributionPanel {...size} data={data} options={{ ...defaultOptions, ...pictureOf(state) }} />;
  }
  return state.panel === 'features' ? (
    <FeaturesPanel
      {...size}
      data={data}
      options={featuresOptions}
      selected={state.feature}
      onSelect={(feature) => onChange({ panel: 'distribution', feature })}
    />
  ) : (
    <SegmentsPanel {...size} data={data} />
  );
}

/** The options of the distribution panel that the page sets. */
function pictureOf({ scale, mode, order, view }: PageState) {
  return { scale, mode, order, view };
}

/** The backend's doubts about its answer, which Grafana would show in the panel's header. */
function Notices({ texts }: { texts: string[] }) {
  const distinct = Array.from(new Set(texts));
  if (distinct.length === 0) {
    return null;
  }
  return (
    <details>
      <summary>{`Notices (${distinct.length})`}</summary>
      <ul>
        {distinct.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({
    ...theme.typography.body,
    margin: 0,
    color: theme.colors.text.primary,
    background: theme.colors.background.canvas,
    '& *': { boxSizing: 'border-box' },
  }),
  page: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    height: '100vh',
    padding: theme.spacing(2),
  }),
  title: css({ ...theme.typography.h4, margin: 0 }),
  panel: css({
    flex: 1,
    minHeight: 360,
    padding: theme.spacing(2),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
});
