import { expect, test } from '@playwright/test';
import { openService, signInAsGuest } from './portal';

test('a guest finds a service that only AWS knows', async ({ page }) => {
  await signInAsGuest(page);
  await openService(page, 'chargeback-importer');

  await expect(
    page.getByRole('heading', { name: 'chargeback-importer' }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Risk' }).first()).toBeVisible();
  // It says that it runs in AWS alone, where, and what to do about it.
  const origin = page
    .getByRole('article')
    .filter({ hasText: 'Where this comes from' });
  await expect(
    origin.getByText('It runs in AWS and no repository declares it'),
  ).toBeVisible();
  const deployments = page
    .getByRole('article')
    .filter({ hasText: 'Where it runs' });
  await expect(deployments.getByText('us-east-1').first()).toBeVisible();
});
