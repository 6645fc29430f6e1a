import { Alert, Box, Button, Field, Stack } from '@grafana/ui';
import React, { ReactNode, useState } from 'react';

import { Proposal } from '../../contract';
import { Choice } from '../form/Choice';
import { wordsOf } from '../words';
import { Draft } from './draft';
import { askResource } from './resource';

type State =
  | { step: 'closed' | 'listing' }
  | { step: 'choosing' | 'proposing'; tables: string[]; table?: string; error?: string }
  | { step: 'proposed'; proposal: Proposal }
  | { step: 'failed'; error: string };

interface Props {
  uid: string;
  /** The form as it stands: its store is asked, saved or not. */
  draft: Draft;
  /** Takes the text of the proposal over. */
  onPropose: (yaml: string) => void;
  /** Further buttons beside this one. */
  children: ReactNode;
}

/** Has the backend propose a definition for a table of the store that the form describes. */
export function ProposeModel({ uid, draft, onPropose, children }: Props) {
  const [state, setState] = useState<State>({ step: 'closed' });

  const list = async () => {
    setState({ step: 'listing' });
    try {
      const tables = await askResource<string[]>(uid, 'tables', { method: 'POST', data: { draft: storeOf(draft) } });
      setState({ step: 'choosing', tables });
    } catch (error) {
      setState({ step: 'failed', error: wordsOf(error) });
    }
  };

  const propose = async (tables: string[], table: string) => {
    setState({ step: 'proposing', tables, table });
    try {
      const proposal = await askResource<Proposal>(uid, 'propose', {
        method: 'POST',
        data: { table, draft: storeOf(draft) },
      });
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

/** The draft without its models, which a proposal does not need and which may be wrong. */
function storeOf(draft: Draft): Draft {
  return {
    ...draft,
    jsonData: { ...draft.jsonData, models: undefined, modelsFile: undefined },
  };
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
      description="The table with a row for each prediction. Leeway reads the catalog and a few thousand rows."
      htmlFor="leeway-propose-table"
      invalid={Boolean(error)}
      error={error}
    >
      <ChoiceWithButton isBusy={isBusy} isReady={Boolean(table) && !isBusy} onPress={() => table && onPropose(table)}>
        <Choice
          id="leeway-propose-table"
          invalid={Boolean(error)}
          minWidth={40}
          createCustomValue
          placeholder="Choose a table"
          options={tables.map((name) => ({ value: name, label: name }))}
          value={table ?? null}
          onChange={onChoose}
        />
      </ChoiceWithButton>
    </Field>
  );
}

interface ButtonProps {
  isBusy: boolean;
  isReady: boolean;
  onPress: () => void;
  children: ReactNode;
}

/** A control with its button. Grafana's field hands its state to its child, which no element of a page takes. */
function ChoiceWithButton({ isBusy, isReady, onPress, children }: ButtonProps) {
  return (
    <Stack gap={1}>
      {children}
      <Button disabled={!isReady} icon={isBusy ? 'spinner' : undefined} onClick={onPress}>
        Propose
      </Button>
    </Stack>
  );
}

/** Says what to look at first: the parts that are guessed. */
function Summary({ proposal: { table, sample, notes } }: { proposal: Proposal }) {
  const guesses = notes.filter(({ confidence }) => confidence === 'low');
  return (
    <Alert
      severity="info"
      title={`Proposed from ${sample} rows of ${table}. The comments give the reasons. They are lost when you save.`}
    >
      {guesses.length > 0 && (
        <>
          Check these guesses first:
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
