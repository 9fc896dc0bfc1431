import { expect, test } from '@playwright/test';
import { navigateTo, signInAsGuest, waitForCatalog } from './portal';

test('a Node.js service is made from the template and is in the catalog', async ({
  page,
}) => {
  const name = 'refund-tracker';
  await signInAsGuest(page);
  await waitForCatalog(page);
  await navigateTo(page, 'Create');
  await page.getByPlaceholder('Search').fill('Node.js service');
  await expect(page.getByRole('button', { name: /choose/i })).toHaveCount(1);
  await page.getByRole('button', { name: /choose/i }).click();

  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page
    .getByRole('textbox', { name: 'Description' })
    .fill('Tells customers where their refund is.');
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByRole('textbox', { name: 'Owner' }).fill('Cards');
  await page.getByRole('option', { name: /^Cards/ }).click();
  await page.getByRole('textbox', { name: 'System' }).fill('Card life');
  await page.getByRole('option', { name: 'Card lifecycle' }).click();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();

  // The task's last step; on a fresh portal it shares the machine with the
  // first collections.
  await page
    .getByRole('link', { name: 'The service in the catalog' })
    .click({ timeout: 150_000 });
  await expect(page.getByRole('heading', { name })).toBeVisible();
  // The catalog reads what was registered in its own time: look again.
  await expect(async () => {
    await page.reload();
    await expect(
      page.getByText('Tells customers where their refund is.').first(),
    ).toBeVisible({ timeout: 8_000 });
  }).toPass({ timeout: 90_000 });
  await expect(page.getByRole('link', { name: 'Cards' }).first()).toBeVisible();
});
