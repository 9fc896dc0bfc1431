import { expect, test } from '@playwright/test';
import { navigateTo, signInAsGuest } from './portal';

test('a Node.js service is made from the template and is in the catalog', async ({
  page,
}) => {
  const name = 'refund-tracker';
  await signInAsGuest(page);
  await navigateTo(page, 'Create');
  await page.getByRole('button', { name: /choose/i }).first().click();

  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page
    .getByRole('textbox', { name: 'Description' })
    .fill('Tells customers where their refund is.');
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByRole('combobox', { name: /Owner/ }).click();
  await page.getByRole('option', { name: /Cards/ }).click();
  await page.getByRole('combobox', { name: /System/ }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();

  await page
    .getByRole('link', { name: /catalog/i })
    .last()
    .click({ timeout: 90_000 });
  await expect(page.getByRole('heading', { name })).toBeVisible({
    timeout: 60_000,
  });
  await expect(
    page.getByText('Tells customers where their refund is.'),
  ).toBeVisible();
});
