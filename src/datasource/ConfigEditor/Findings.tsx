import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import React from 'react';

import { Definitions, Finding } from './definitions';
import { Validation } from './useValidation';
import { Watched } from './Watched';

interface Props {
  uid: string;
  definitions: Definitions;
  validation: Validation;
  /** Brings a line into view. */
  onGoTo: (finding: Finding) => void;
}

/** Says below the editor what is wrong with the text, line by line, or that nothing is. */
export function Findings({ uid, definitions, validation, onGoTo }: Props) {
  const styles = useStyles2(getStyles);
  if (definitions.findings.length > 0) {
    return (
      <Alert severity="error" title="This text cannot be read, so it is not used yet">
        <FindingList findings={definitions.findings} onGoTo={onGoTo} />
      </Alert>
    );
  }
  if (!definitions.models?.length) {
    return <p className={styles.note}>No models yet: there is nothing to query.</p>;
  }
  switch (validation.state) {
    case 'pending':
      return (
        <p className={styles.note} role="status">
          Checking…
        </p>
      );
    case 'unavailable':
      return (
        <p className={styles.note} role="status">
          {validation.reason}
        </p>
      );
    case 'checked':
      return (
        <>
          {validation.findings.length > 0 ? (
            <Alert
              severity="warning"
              title={refused(definitions.models.length - validation.models.length, validation.models.length)}
            >
              <FindingList findings={validation.findings} onGoTo={onGoTo} />
            </Alert>
          ) : (
            <p className={styles.note} role="status">
              Every definition is right: {validation.models.map(({ id }) => id).join(', ')}.
            </p>
          )}
          <Watched uid={uid} models={validation.models} />
        </>
      );
  }
}

function refused(bad: number, good: number): string {
  const models = bad === 1 ? 'One model has errors' : `${bad} models have errors`;
  return good > 0 ? `${models}; the others work` : models;
}

function FindingList({ findings, onGoTo }: { findings: Finding[]; onGoTo: (finding: Finding) => void }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list}>
      {findings.map((finding, i) => (
        <li key={i}>
          <button type="button" className={styles.line} onClick={() => onGoTo(finding)}>
            line {finding.line}
          </button>
          : {finding.message}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ color: theme.colors.text.secondary, margin: theme.spacing(1, 0) }),
  list: css({ listStyle: 'none', maxHeight: 240, overflow: 'auto' }),
  line: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.link,
    fontFamily: theme.typography.fontFamilyMonospace,
    '&:hover': { textDecoration: 'underline' },
  }),
});
