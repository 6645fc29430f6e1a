import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@grafana/plugin-e2e';
import type { Page } from '@playwright/test';

import { QUERY_TYPES } from '../../src/contract';

const WEEK = { from: '2013-04-22 05:00:00', to: '2013-04-29 05:00:00' };
const TYPE = 'leeway-monitor-datasource';

/** What axe finds below an element, as text. Grafana's own arrow of a list of several has an attribute that its role lacks. */
async function faults(page: Page, below: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(below).exclude('[id$="-toggle-button"]').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);
}

test('the query editor of every type has no fault that axe finds, and says what another panel would draw', async ({
  panelEditPage,
  page,
}) => {
  test.setTimeout(300_000); // axe looks at ten editors
  await panelEditPage.datasource.set('Flights 2013');
  await panelEditPage.timeRange.set(WEEK);
  const row = panelEditPage.getQueryEditorRow('A');
  const show = row.getByRole('combobox', { name: /^Show/ });
  await expect(show).toHaveValue('Measure');
  for (const { title } of QUERY_TYPES) {
    await show.click();
    await page.getByRole('option', { name: new RegExp(`^${title}`) }).click();
    await expect(show).toHaveValue(title);
    expect(await faults(page, '[data-testid="query-editor-row"]'), title).toEqual([]);
  }
  await show.click();
  await page.getByRole('option', { name: /^Segments/ }).click();
  await expect(row.getByText(/^Choose the visualization Leeway segments or Table/)).toBeVisible();
});

test('a panel that is switched from Leeway to lines is given lines', async ({ panelEditPage }) => {
  await panelEditPage.datasource.set('Flights 2013');
  await panelEditPage.timeRange.set(WEEK);
  const show = panelEditPage.getQueryEditorRow('A').getByRole('combobox', { name: /^Show/ });
  await expect(show).toHaveValue('Measure');
  await panelEditPage.setVisualization('Leeway distribution');
  await expect(show).toHaveValue('Distribution');
  await panelEditPage.setVisualization('Time series');
  await expect(show).toHaveValue('Measure');
  await expect(panelEditPage.panel.locator.getByRole('button', { name: 'pressure', exact: true })).toBeVisible();
});

test('the settings have no fault that axe finds, and the keyboard gets past the definitions', async ({
  createDataSourceConfigPage,
  page,
}) => {
  await createDataSourceConfigPage({ type: TYPE });
  const text = page.getByRole('textbox', { name: /^Definitions of the models/ });
  await text.focus();
  await page.keyboard.press('Tab'); // indents
  await expect(text).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Propose from a table' })).toBeFocused();
  await page.getByRole('radio', { name: 'PostgreSQL' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByLabel(/^Address/)).toBeVisible();
  expect(await faults(page, 'main')).toEqual([]);
});

test('the options of the panels have no fault that axe finds', async ({ page }) => {
  test.setTimeout(180_000); // three editors of panels
  for (const [id, group] of [
    [5, 'Leeway features'],
    [6, 'Interaction'],
    [8, 'Leeway distribution'],
  ] as const) {
    await page.goto(`/d/lw-21ed73da09f256814117?editPanel=${id}`);
    const options = `[data-testid="data-testid Options group ${group}"]`;
    await expect(page.locator(options)).toBeVisible();
    expect(await faults(page, options), group).toEqual([]);
  }
});
