import { expect, type Page } from '@playwright/test';

/** Enters as a guest, as a newcomer does, and arrives on the home page. */
export async function signInAsGuest(page: Page) {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: /^Good / }),
  ).toBeVisible();
}

/** Goes to a page by the navigation. */
export async function navigateTo(page: Page, title: string) {
  await page
    .getByRole('navigation', { name: 'sidebar nav' })
    .getByRole('link', { name: title, exact: true })
    .click();
}

/** Waits until the catalog of a portal with fresh state knows the company. */
export async function waitForCatalog(page: Page) {
  await expect(async () => {
    await navigateTo(page, 'Home');
    await navigateTo(page, 'Catalog');
    const service = page.getByRole('row', { name: /card-authorizer/ });
    await expect(service).toBeVisible({ timeout: 5_000 });
    // The team by its title: the organization is there too.
    await expect(service.getByText('Cards', { exact: true })).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 120_000 });
}

/**
 * Finds a service by its name in the catalog and opens it; in a portal with
 * fresh state, once the catalog knows it.
 */
export async function openService(page: Page, name: string) {
  await expect(async () => {
    await navigateTo(page, 'Home');
    await navigateTo(page, 'Catalog');
    await page
      .getByRole('menuitem', { name: /^All/ })
      .click({ timeout: 5_000 });
    await page
      .getByRole('textbox', { name: 'Search' })
      .fill(name, { timeout: 5_000 });
    await page
      .getByRole('link', { name, exact: true })
      .click({ timeout: 5_000 });
  }).toPass({ timeout: 150_000 });
}
