import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import { Evaluations, PolicyOutcome } from '../../contract';
import { wordsOf } from '../words';
import { askResource } from './resource';

type State =
  { step: 'closed' | 'asking' } | { step: 'answered'; evaluations: Evaluations } | { step: 'failed'; error: string };

interface Props {
  uid: string;
  model: string;
}

/** Says on demand how the policies of a saved model stand at the end of its log, and the smallest change that each finds. */
export function Finds({ uid, model }: Props) {
  const styles = useStyles2(getStyles);
  const [state, setState] = useState<State>({ step: 'closed' });
  const ask = async () => {
    setState({ step: 'asking' });
    try {
      const evaluations = await askResource<Evaluations>(uid, `models/${encodeURIComponent(model)}/policies`);
      setState({ step: 'answered', evaluations });
    } catch (error) {
      setState({ step: 'failed', error: `${wordsOf(error)} Leeway then uses the model that was saved last.` });
    }
  };
  if (state.step === 'answered') {
    return <Outcomes {...state.evaluations} />;
  }
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        icon={state.step === 'asking' ? 'spinner' : 'search'}
        disabled={state.step === 'asking'}
        onClick={() => void ask()}
      >
        Show what each policy finds
      </Button>
      {state.step === 'failed' && (
        <p role="alert" className={styles.error}>
          {state.error}
        </p>
      )}
    </>
  );
}

function Outcomes({ to, policies }: Evaluations) {
  const styles = useStyles2(getStyles);
  return (
    // A region that scrolls is reached by keyboard.
    <div className={styles.scrolls} tabIndex={0} role="group" aria-label="What each policy finds">
      <table className={styles.table}>
        <caption>At the end of the log, {to.slice(0, 16).replace('T', ' ')} UTC</caption>
        <thead>
          <tr>
            {['Verdict', 'Tier', 'Policy', 'Subject', 'Bound', 'Finds, or why not'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {policies.map((outcome) => (
            <tr key={`${outcome.policy} ${outcome.subject}`}>
              {[outcome.verdict, outcome.tier, outcome.policy, outcome.subject, outcome.bound, findsText(outcome)].map(
                (text, i) => (
                  <td key={i}>{text}</td>
                )
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The smallest change that a policy finds; of one that finds none, or is not judged, why. */
function findsText({ finds, reason }: PolicyOutcome): string {
  return finds.startsWith('finds ') ? finds.slice('finds '.length) : reason || finds;
}

const getStyles = (theme: GrafanaTheme2) => ({
  error: css({ color: theme.colors.error.text }),
  scrolls: css({ maxHeight: 320, overflow: 'auto', margin: theme.spacing(1, 0) }),
  table: css({
    ...theme.typography.bodySmall,
    '& caption': { captionSide: 'top', padding: theme.spacing(0, 0, 0.5) },
    '& th, & td': { padding: theme.spacing(0.25, 2, 0.25, 0), textAlign: 'left', verticalAlign: 'top' },
  }),
});
