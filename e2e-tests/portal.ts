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
