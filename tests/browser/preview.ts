import AxeBuilder from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test as base, expect, type Locator, type Page, type Response } from '@playwright/test';

/** One bin as a screen reader hears it. Shares are percentages as shown. */
export interface SpokenBin {
  label: string;
  current: number;
  currentRows: number;
  baseline: number;
  baselineRows: number;
}

/** The preview page, opened and read as a viewer would. */
export class Preview {
  /** What the browser's console said that is not mere information. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        this.complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  /** Opens the page with an address's query such as `?feature=distance`, and waits for the engine's answer. */
  async open(query = ''): Promise<void> {
    await this.page.goto(new URL(query, process.env.LEEWAY_PREVIEW).href);
    await expect(this.page.locator('[aria-busy=false]')).toBeVisible();
  }

  /** The part of the panel that shows one subject; its heading may add a unit. */
  subject(name: string): Locator {
    return this.page
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { name: new RegExp(`^${name}( \\(|$)`) }) });
  }

  /** The targets of a subject's bins. A chart makes them when the pointer or the focus enters it. */
  async targets(name: string): Promise<Locator> {
    await this.subject(name).getByRole('group').dispatchEvent('pointerover');
    return this.subject(name).getByRole('img');
  }

  /** All bins of a subject, from their accessible names. */
  async bins(name: string): Promise<SpokenBin[]> {
    const targets = await this.targets(name);
    const texts = await targets.evaluateAll((elements) =>
      elements.map((element) => element.getAttribute('aria-label'))
    );
    return texts.map((text) => parseBin(text ?? ''));
  }

  /** The accessibility rules that the page breaks seriously, with the elements; all of it, or without a selector's. */
  async seriousViolations(without?: string): Promise<Array<{ rule: string; elements: string[] }>> {
    const rules = new AxeBuilder({ page: this.page });
    const { violations } = await (without ? rules.exclude(without) : rules).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({ rule: id, elements: nodes.map(({ html }) => html) }));
  }

  /** Saves a picture of the whole page below test-results/. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(base.info().project.outputDir, `${name}.png`) });
  }
}

interface Answer {
  results: Record<
    string,
    { frames: Array<{ schema: { name: string; fields: Array<{ name: string }> }; data: { values: unknown[][] } }> }
  >;
}

/** The shares of both windows by ordinary bin, as the engine's answer holds them. */
export async function sharesOf(
  response: Response,
  subject: string
): Promise<{ current: number[]; baseline: number[] }> {
  const { results } = (await response.json()) as Answer;
  const frame = Object.values(results)[0]?.frames.find(({ schema }) => schema.name === subject);
  const column = (name: string) => {
    const at = frame?.schema.fields.findIndex((field) => field.name === name) ?? -1;
    return frame?.data.values[at] ?? [];
  };
  const ordinary = column('bin').map((label) => !String(label).startsWith('('));
  const shares = (name: string) => column(name).filter((_, i) => ordinary[i]) as number[];
  return { current: shares('current'), baseline: shares('baseline') };
}

const SPOKEN = /^(.*): current (\S+)% \(([\d,–]+) rows\), baseline (\S+)% \(([\d,–]+) rows\)/;

function parseBin(text: string): SpokenBin {
  const [, label, ...numbers] = SPOKEN.exec(text) ?? [];
  expect(numbers, `a bin reads "${text}"`).toHaveLength(4);
  const [current, currentRows, baseline, baselineRows] = numbers.map((number) => Number(number.replace(/[,<]/g, '')));
  return {
    label: label!,
    current: current!,
    currentRows: currentRows!,
    baseline: baseline!,
    baselineRows: baselineRows!,
  };
}

/** A test with the preview page. Skipped by name where there is no browser. */
export const test = base.extend<{ preview: Preview }>({
  preview: async ({ page }, use) => {
    await use(new Preview(page));
  },
});

test.beforeEach(({ launchOptions }) => {
  const browser = launchOptions.executablePath ?? '';
  test.skip(!existsSync(browser), `no browser at "${browser}": set CHROMIUM_PATH`);
});

export { expect };
