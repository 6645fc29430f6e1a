import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { RuleFile, RuleKey } from '../../src/ascode/alerts';

/** A rule of a generated file; one that is merely listed as gone has no title. */
export interface PreviousRule {
  key: RuleKey;
  title?: string;
}

/** What the uids of generated rules begin with; other rules are somebody's own. */
const GENERATED = /^lw-/;

/** The generated rules of a text, with those that it lists as gone; none where it is no file of rules. */
export function rulesIn(text: string): PreviousRule[] {
  const { groups, deleteRules } = readRules(text);
  const present = list(groups).flatMap(({ orgId, rules }) =>
    list(rules).map(({ uid, title }) => ({ key: { orgId, uid }, title }))
  );
  const gone = list(deleteRules).map(({ orgId, uid }) => ({ key: { orgId, uid } }));
  return [...present, ...gone].filter(({ key }) => Number.isInteger(key.orgId) && GENERATED.test(key.uid));
}

/** The generated rules of a file; none where there is no such file. */
export const rulesBefore = async (file: string) => rulesIn(await readFile(file, 'utf8').catch(() => ''));

function readRules(text: string): Partial<RuleFile> {
  try {
    const value: unknown = parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {}; // whoever changed it by hand is told when it is to be replaced
  }
}

/** A list of objects, whatever a person may have written in its place. */
const list = <T extends object>(value: T[] | undefined): T[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
