import { CommandError } from '../engine';

/** A cell of a data frame as JSON carries it: times are epoch milliseconds. */
export type Cell = string | number | boolean | null;
/** A row of a table, by the names of its fields. */
export type Row = Record<string, Cell | undefined>;

/** The rows of an answer, and what the engine doubts about them. */
export interface Table {
  rows: Row[];
  notices: string[];
}

interface Frame {
  schema: { fields: Array<{ name: string }>; meta?: { notices?: Array<{ text: string }> } };
  data: { values: Cell[][] };
}

interface Response {
  results: Record<string, { error?: string; frames?: Frame[] }>;
}

/**
 * Reads the answer to one query out of a response of /api/ds/query, all of its frames as one table.
 *
 * @throws CommandError with the engine's own words when the query failed or has no answer.
 */
export function readTable(json: string, refId: string): Table {
  const answer = (JSON.parse(json) as Response).results[refId];
  if (answer?.error !== undefined || answer?.frames === undefined) {
    throw new CommandError(answer?.error ?? `the engine did not answer query ${refId}`);
  }
  return {
    rows: answer.frames.flatMap(rowsOf),
    notices: answer.frames.flatMap(({ schema }) => (schema.meta?.notices ?? []).map(({ text }) => text)),
  };
}

function rowsOf({ schema, data }: Frame): Row[] {
  const [first = []] = data.values;
  return first.map((_, row) =>
    Object.fromEntries(schema.fields.map(({ name }, column) => [name, data.values[column]?.[row] ?? null]))
  );
}
