import { Document, isCollection, isMap, isPair, isScalar, isSeq, LineCounter, Node, Pair, parseDocument } from 'yaml';

import { Model } from '../../contract';
import { inReadingOrder } from './order';

/** Something wrong with the text of definitions, and where. Lines and columns count from 1. */
export interface Finding {
  line: number;
  column: number;
  message: string;
}

/** The text of definitions as far as it could be read. */
export interface Definitions {
  /** Undefined while the text is no YAML, or no list. What the models say is not checked here. */
  models?: Model[];
  findings: Finding[];
  /** Finds the line of a field such as models[0].features[2].kind, or of the nearest thing around it. */
  locate: (path: string) => { line: number; column: number };
}

/** A collection whose JSON is at most this long is written on one line. Items of lists are easier to scan, so may be longer. */
const SHORT = 100;
const SHORT_ITEM = 180;

/**
 * Reads the YAML text of a list of models, with the merge keys and anchors that provisioning files may have. A date
 * without quotes stays the text that it is, which the backend reads as that local date.
 */
export function readDefinitions(text: string): Definitions {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const locate = (path: string) => position(offsetOf(document.contents, path.replace(/^models/, '')));
  const errors = document.errors.map(({ message, pos }) => ({ ...position(pos[0]), message }));
  // What follows the first error of a line is mostly its consequence.
  const findings = errors.filter(({ line }, i) => i === errors.findIndex((other) => other.line === line));
  if (findings.length > 0) {
    return { findings, locate };
  }
  if (document.contents !== null && !isSeq(document.contents) && !isEmpty(document.contents)) {
    const message = 'This is not a list of models. A list has a dash before each model, as in - id: arrival-delay.';
    return { findings: [{ line: 1, column: 1, message }], locate };
  }
  try {
    return { models: (document.toJS() as Model[] | null) ?? [], findings, locate };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error); // an alias without an anchor, or too many
    return { findings: [{ line: 1, column: 1, message }], locate };
  }
}

/** Writes models as YAML text: fields in the order of the documentation, a line for each feature and each policy. */
export function writeDefinitions(models: Model[]): string {
  if (models.length === 0) {
    return '';
  }
  const document = new Document(models.map(inReadingOrder), { aliasDuplicateObjects: false });
  if (isSeq(document.contents)) {
    document.contents.items.forEach((model) => isMap(model) && model.items.forEach((field) => shorten(field, SHORT)));
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** Puts collections on one line, from the innermost outwards, as long as they are short. Returns whether it did. */
function shorten(item: unknown, most: number): boolean {
  const node = isPair(item) ? item.value : item;
  if (!isCollection(node)) {
    return true;
  }
  const inner = node.items.map((child: unknown) => shorten(child, isSeq(node) ? SHORT_ITEM : SHORT));
  node.flow = inner.every(Boolean) && JSON.stringify(node.toJSON()).length <= most && !isListOfMaps(node);
  return node.flow;
}

/** Features, policies and the like are read by going down a column. */
function isListOfMaps(node: unknown): boolean {
  return isSeq(node) && node.items.some(isMap);
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

/** Walks down a path such as [0].features[2].kind and returns the offset of the last thing that is there. */
function offsetOf(root: Node | null, path: string): number {
  let offset = root?.range?.[0] ?? 0;
  let node: unknown = root;
  let rest = path;
  while (rest !== '') {
    const step = isSeq(node) ? itemOf(node.items, rest) : isMap(node) ? memberOf(node.items, rest) : undefined;
    if (!step) {
      break;
    }
    ({ node, rest } = step);
    offset = step.offset ?? offset;
  }
  return offset;
}

interface Step {
  node: unknown;
  offset?: number;
  rest: string;
}

function itemOf(items: unknown[], path: string): Step | undefined {
  const [index, digits] = /^\[(\d+)\]\.?/.exec(path) ?? [];
  const node = items[Number(digits)];
  return index === undefined || node === undefined
    ? undefined
    : { node, offset: startOf(node), rest: path.slice(index.length) };
}

/** Names may hold dots, so the longest name that the path goes on with is the one meant. */
function memberOf(pairs: Array<Pair<unknown, unknown>>, path: string): Step | undefined {
  const named = pairs
    .map((pair) => ({ pair, name: String(isScalar(pair.key) ? pair.key.value : pair.key) }))
    .filter(({ name }) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`))
    .sort((a, b) => b.name.length - a.name.length);
  if (named.length === 0) {
    return undefined;
  }
  const [{ pair, name }] = named;
  return { node: pair.value, offset: startOf(pair.key), rest: path.slice(name.length).replace(/^\./, '') };
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isCollection(node) ? node.range?.[0] : undefined;
}
