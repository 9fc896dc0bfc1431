import { expect, test } from '@playwright/test';
import { navigateTo, signInAsGuest } from './portal';

/** "1.6 h", "54 min", "30 s" in seconds. */
function seconds(text: string): number {
  const [, value, unit] = /([\d.,]+)\s*(s|min|h|d)\b/.exec(text) ?? [];
  const factor = { s: 1, min: 60, h: 3600, d: 86_400 }[unit] ?? NaN;
  return Number(value) * factor;
}

test('the slowest service to recover is found on the scoreboard, with the reasons', async ({
  page,
}) => {
  await signInAsGuest(page);
  await navigateTo(page, 'Scoreboard');

  const table = page.getByRole('table');
  await expect(table.getByRole('row')).not.toHaveCount(1, { timeout: 120_000 });

  // Slowest first: sorted once it goes up, twice it goes down.
  const sort = table.getByRole('button', { name: 'Time to recover' });
  await sort.click();
  const header = table.getByRole('columnheader', { name: 'Time to recover' });
  if ((await header.getAttribute('aria-sort')) !== 'descending') {
    await sort.click();
  }
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/recover/);

  const column = await table
    .getByRole('columnheader')
    .allInnerTexts()
    .then(titles => titles.findIndex(title => /Time to recover/.test(title)));
  const rows = table.getByRole('row');
  // The rows of the sort before stay until the new ones are there.
  await expect(async () => {
    const times: number[] = [];
    for (let row = 1; row <= 5; row += 1) {
      // The first column is the row's header, not a cell.
      const text = await rows
        .nth(row)
        .getByRole('cell')
        .nth(column - 1)
        .innerText();
      times.push(seconds(text));
    }
    expect(times).toEqual([...times].sort((a, b) => b - a));
  }).toPass();

  const worst = rows.nth(1).getByRole('rowheader').getByRole('link');
  const name = await worst.innerText();
  await worst.click();

  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText(/^For (Bronze|Silver|Gold), .+:$/)).toBeVisible();
  await page.getByRole('tab', { name: /Time to recover/ }).click();
  // Each rule opens into why, and into the question that was asked.
  const panel = page.getByRole('tabpanel', { name: /Time to recover/ });
  const rule = panel
    .getByRole('list', { name: 'Rules' })
    .getByRole('listitem')
    .filter({ hasText: 'The median time to recover' })
    .first();
  await rule.getByText(/^The median time to recover/).click();
  await expect(rule.getByText('Why it matters')).toBeVisible();
  await rule.getByText(/^NRQL of account/).click();
  await expect(rule.getByText(/FROM NrAiIncident/)).toBeVisible();
});
