import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, IconName, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import { Check, CheckStep } from '../../contract';
import { Unseen } from '../../ui/Unseen';
import { wordsOf } from '../words';
import { Draft } from './draft';
import { askResource } from './resource';

type State = { step: 'untried' | 'trying' } | { step: 'tried'; check: Check } | { step: 'failed'; error: string };

interface Props {
  uid: string;
  draft: Draft;
}

/** Tries what the form says before it is saved, and shows each step: the connection, then each model. */
export function CheckConnection({ uid, draft }: Props) {
  const styles = useStyles2(getStyles);
  const [state, setState] = useState<State>({ step: 'untried' });
  const tryOut = async () => {
    setState({ step: 'trying' });
    try {
      setState({ step: 'tried', check: await askResource<Check>(uid, 'check', { method: 'POST', data: { draft } }) });
    } catch (error) {
      setState({ step: 'failed', error: wordsOf(error) });
    }
  };
  return (
    <div className={styles.frame}>
      <Button
        variant="secondary"
        icon={state.step === 'trying' ? 'spinner' : 'heart-rate'}
        disabled={state.step === 'trying'}
        onClick={() => void tryOut()}
      >
        Check without saving
      </Button>
      <div role="status">
        {state.step === 'failed' && <p className={styles.failed}>{state.error}</p>}
        {state.step === 'tried' && (
          <ol className={styles.steps} aria-label="Steps of the check">
            {state.check.steps.map((step, i) => (
              <StepLine key={i} {...step} />
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}

const LOOKS: Record<CheckStep['state'], { icon: IconName; words: string }> = {
  passed: { icon: 'check-circle', words: 'Passed' },
  warning: { icon: 'exclamation-triangle', words: 'Warning' },
  failed: { icon: 'times-circle', words: 'Failed' },
};

function StepLine({ name, state, message }: CheckStep) {
  const styles = useStyles2(getStyles);
  const { icon, words } = LOOKS[state];
  return (
    <li className={styles.step}>
      <span className={styles[state]}>
        <Icon name={icon} aria-hidden />
        <Unseen>{words}: </Unseen>
      </span>
      <span>
        <strong>{name}</strong>: {message}
      </span>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ marginTop: theme.spacing(2) }),
  steps: css({ listStyle: 'none', margin: theme.spacing(1, 0), maxWidth: '90ch' }),
  step: css({ display: 'flex', gap: theme.spacing(1), padding: theme.spacing(0.25, 0) }),
  passed: css({ color: theme.colors.success.text }),
  warning: css({ color: theme.colors.warning.text }),
  failed: css({ color: theme.colors.error.text }),
});
