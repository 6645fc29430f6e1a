import { Alert, Box, Button, Field, Stack } from '@grafana/ui';
import React, { ReactNode, useState } from 'react';

import { Proposal } from '../../contract';
import { Choice } from '../form/Choice';
import { wordsOf } from '../words';
import { askResource } from './resource';

type State =
  | { step: 'closed' | 'listing' }
  | { step: 'choosing' | 'proposing'; tables: string[]; table?: string; error?: string }
  | { step: 'proposed'; proposal: Proposal }
  | { step: 'failed'; error: string };

interface Props {
  uid: string;
  /** Takes the text of the proposal over. */
  onPropose: (yaml: string) => void;
  /** Further buttons beside this one. */
  children: ReactNode;
}

/** Has the backend propose a definition for a table of the store that was saved. */
export function ProposeModel({ uid, onPropose, children }: Props) {
  const [state, setState] = useState<State>({ step: 'closed' });

  const list = async () => {
    setState({ step: 'listing' });
    try {
      setState({ step: 'choosing', tables: await askResource<string[]>(uid, 'tables') });
    } catch (error) {
      setState({
        step: 'failed',
        error: `${wordsOf(error)} The store that was saved last is asked: save the data source first.`,
      });
    }
  };

  const propose = async (tables: string[], table: string) => {
    setState({ step: 'proposing', tables, table });
    try {
      const proposal = await askResource<Proposal>(uid, 'propose', { method: 'POST', data: { table } });
      onPropose(proposal.yaml);
      setState({ step: 'proposed', proposal });
    } catch (error) {
      setState({ step: 'choosing', tables, table, error: wordsOf(error) });
    }
  };

  const isOpen = state.step === 'choosing' || state.step === 'proposing';
  return (
    <Box marginTop={1}>
      <Stack gap={1}>
        {!isOpen && (
          <Button
            variant="secondary"
            icon={state.step === 'listing' ? 'spinner' : 'table'}
            disabled={state.step === 'listing'}
            onClick={list}
          >
            Propose from a table
          </Button>
        )}
        {children}
      </Stack>
      {isOpen && (
        <TableChoice
          tables={state.tables}
          table={state.table}
          error={state.error}
          isBusy={state.step === 'proposing'}
          onChoose={(table) => setState({ step: 'choosing', tables: state.tables, table })}
          onPropose={(table) => propose(state.tables, table)}
        />
      )}
      {state.step === 'proposed' && <Summary proposal={state.proposal} />}
      {state.step === 'failed' && <Alert severity="error" title={state.error} />}
    </Box>
  );
}

interface ChoiceProps {
  tables: string[];
  table?: string;
  error?: string;
  isBusy: boolean;
  onChoose: (table: string) => void;
  onPropose: (table: string) => void;
}

function TableChoice({ tables, table, error, isBusy, onChoose, onPropose }: ChoiceProps) {
  return (
    <Field
      label="Prediction log"
      description="The table with a row for each prediction. The catalog and a few thousand rows are read."
      htmlFor="leeway-propose-table"
      invalid={Boolean(error)}
      error={error}
    >
      <Stack gap={1}>
        <Choice
          id="leeway-propose-table"
          width={40}
          createCustomValue
          placeholder="Choose a table"
          options={tables.map((name) => ({ value: name, label: name }))}
          value={table ?? null}
          onChange={onChoose}
        />
        <Button
          disabled={!table || isBusy}
          icon={isBusy ? 'spinner' : undefined}
          onClick={() => table && onPropose(table)}
        >
          Propose
        </Button>
      </Stack>
    </Field>
  );
}

/** Says what to look at first: the parts that are guessed. */
function Summary({ proposal: { table, sample, notes } }: { proposal: Proposal }) {
  const guesses = notes.filter(({ confidence }) => confidence === 'low');
  return (
    <Alert
      severity="info"
      title={`Proposed from ${sample} rows of ${table}. The comments say why; they are not kept when you save.`}
    >
      {guesses.length > 0 && (
        <>
          Look at these first:
          <ul style={{ listStylePosition: 'inside' }}>
            {guesses.map(({ path, reason }, i) => (
              <li key={i}>
                <code>{path}</code>: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}
