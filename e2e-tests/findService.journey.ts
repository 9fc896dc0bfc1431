import { expect, test } from '@playwright/test';
import { navigateTo, signInAsGuest } from './portal';

test('a guest finds a service that only AWS knows', async ({ page }) => {
  await signInAsGuest(page);
  await navigateTo(page, 'Catalog');

  await page.getByText('All', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Search' }).fill('chargeback');
  await page
    .getByRole('link', { name: 'chargeback-importer' })
    .click({ timeout: 90_000 });

  await expect(
    page.getByRole('heading', { name: 'chargeback-importer' }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Risk' }).first()).toBeVisible();
  // It says where it comes from, and what about it needs somebody.
  await expect(
    page.getByText('no repository declares it', { exact: false }),
  ).toBeVisible();
});
