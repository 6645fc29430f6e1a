import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, chromium, type Page, type Response } from '@playwright/test';
import { type Answers, faultsOf, type Panel } from './panels';

const VIEW = { width: 1600, height: 4200 }; // panels out of sight are not drawn
const MOST_MS = 120_000;

interface Dashboard {
  uid: string;
  title: string;
  panels: Panel[];
}

/** Draws dashboards in a browser, leaves a picture of each in `pictures`, and says what is wrong with what they show. */
export async function drawAll(url: string, dashboards: Dashboard[], pictures: string): Promise<string[]> {
  await mkdir(pictures, { recursive: true });
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  try {
    const faults: string[] = [];
    for (const dashboard of dashboards) {
      faults.push(...(await draw(browser, url, dashboard, path.join(pictures, `${dashboard.uid}.png`))));
    }
    return faults;
  } finally {
    await browser.close();
  }
}

async function draw(
  browser: Browser,
  url: string,
  { uid, title, panels }: Dashboard,
  picture: string
): Promise<string[]> {
  const credentials = { username: 'admin', password: 'admin', send: 'always' as const };
  const page = await browser.newPage({ viewport: VIEW, httpCredentials: credentials });
  const answered = new Map<string, Answers>();
  page.on('response', (response) => void keep(response, answered));
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`${title}: ${error.message}`));
  const asking = panels.filter(({ targets }) => targets !== undefined);
  await page.goto(`${url}d/${uid}?kiosk=1`);
  try {
    await settle(page, () => asking.every(({ id }) => answered.has(String(id))));
    const shown = await page.getByText('No data', { exact: true }).count();
    return [
      ...asking.flatMap((panel) => {
        const answers = answered.get(String(panel.id));
        const name = `${title}, ${panel.title} (drawn)`;
        return answers === undefined ? [`${name}: it asked for nothing`] : faultsOf(name, answers);
      }),
      ...(shown > 0 ? [`${title}: ${shown} panels show "No data"`] : []),
      ...complaints,
    ];
  } finally {
    await page.screenshot({ path: picture });
    await page.close();
  }
}

/** Keeps the answer to a panel's queries, the newest one of each. */
async function keep(response: Response, answered: Map<string, Answers>): Promise<void> {
  const id = response.request().headers()['x-panel-id'];
  if (id !== undefined && response.url().includes('/api/ds/query')) {
    answered.set(id, (await response.json().catch(() => ({ message: 'no answer' }))) as Answers);
  }
}

/** Waits until every panel was answered and none loads any more. */
async function settle(page: Page, isAnswered: () => boolean): Promise<void> {
  const deadline = Date.now() + MOST_MS;
  while (Date.now() < deadline) {
    await page.waitForTimeout(1000);
    if (isAnswered() && (await page.getByLabel('Panel loading bar').count()) === 0) {
      return;
    }
  }
}
