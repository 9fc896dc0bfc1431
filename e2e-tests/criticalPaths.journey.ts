import { expect, test } from '@playwright/test';
import { navigateTo, signInAsGuest } from './portal';

test('from the latency of a critical path into an application on it', async ({
  page,
}) => {
  await signInAsGuest(page);
  await navigateTo(page, 'Critical paths');
  await page
    .getByRole('link', { name: 'Latency', exact: true })
    .or(page.getByRole('tab', { name: 'Latency' }))
    .first()
    .click();
  await expect(page).toHaveURL(/\/critical-paths\/latency/);

  const path = page.getByRole('link', { name: 'Card authorization' }).first();
  await expect(path).toBeVisible({ timeout: 120_000 });
  await path.click();

  await expect(
    page.getByRole('heading', { name: 'Card authorization' }),
  ).toBeVisible();
  await page
    .getByRole('link', { name: /ledger-writer/ })
    .first()
    .click();

  await expect(
    page.getByRole('heading', { name: /ledger-writer/ }),
  ).toBeVisible();
  await expect(page).toHaveURL(/\/critical-paths\/card-authorization\/steps\//);
  await expect(page.getByText('p95').first()).toBeVisible();
});
