import { expect, test } from '@playwright/test';
import { openService, signInAsGuest } from './portal';

test('a service that only runs in AWS is claimed and becomes one entity with both sources', async ({
  page,
}) => {
  const name = 'dispute-bot';
  await signInAsGuest(page);
  await openService(page, name);

  const origin = page
    .getByRole('article')
    .filter({ hasText: 'Where this comes from' });
  await expect(
    origin.getByText('AWS knows it. No repository declares it.'),
  ).toBeVisible();
  await origin.getByRole('link', { name: 'Make a repository' }).click();

  // What AWS tells is filled in.
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(name);
  await page
    .getByRole('textbox', { name: 'Description' })
    .fill('Answers disputes that need no person.');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('textbox', { name: 'Owner' })).toHaveValue(
    /merchants/i,
  );
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await page
    .getByRole('link', { name: 'The service in the catalog' })
    .click({ timeout: 150_000 });

  // One entity: what the repository says, and still what AWS runs.
  await expect(async () => {
    await page.reload();
    await expect(
      page.getByText('Answers disputes that need no person.').first(),
    ).toBeVisible({ timeout: 8_000 });
    await expect(
      origin.getByText('A repository declares it, and it runs in AWS.'),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 90_000 });
  await expect(
    page
      .getByRole('article')
      .filter({ hasText: 'Where it runs' })
      .getByText('sa-east-1')
      .first(),
  ).toBeVisible();
});
