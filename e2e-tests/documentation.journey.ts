import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { openService, signInAsGuest } from './portal';

const hasMkdocs = spawnSync('mkdocs', ['--version']).status === 0;

test('the documentation of a service is built from its repository', async ({
  page,
}) => {
  test.skip(
    !hasMkdocs && process.env.CI !== 'true',
    'mkdocs, which builds documentation, is not installed',
  );
  await signInAsGuest(page);
  await openService(page, 'card-authorizer');
  await page.getByRole('link', { name: 'TechDocs', exact: true }).click();
  await expect(
    page.getByRole('heading', { name: 'What it promises' }),
  ).toBeVisible({ timeout: 90_000 });
});
