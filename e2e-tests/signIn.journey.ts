import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startIdentityProvider } from './identityProvider';

const url = 'http://localhost:17016';

let portal: ChildProcess;
let identityProvider: { stop(): Promise<void> };

test.beforeAll(async () => {
  identityProvider = await startIdentityProvider({
    port: 17020,
    clientId: 'rocket',
    clientSecret: 'a-secret-of-the-journey-only',
    redirectUri: `${url}/api/auth/oidc/handler/frame`,
  });
  portal = spawn(
    process.execPath,
    [
      path.join(__dirname, '../scripts/temporaryPortal.mjs'),
      ...['--port', '17016', '--state', '.rocket/journeys-sign-in'],
      ...['--config', 'e2e-tests/signIn.config.yaml'],
    ],
    { stdio: 'inherit' },
  );
  await expect(async () => {
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`);
    expect(ready.ok).toBe(true);
  }).toPass({ timeout: 200_000 });
});

test.afterAll(async () => {
  if (portal.exitCode === null) {
    portal.kill('SIGTERM');
    await once(portal, 'exit');
  }
  await identityProvider.stop();
});

test('people of the company enter with its single sign-on, and nobody else', async ({
  page,
}) => {
  const signIn = async (login: string) => {
    await page.goto(url);
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Sign In' }).click();
    const popup = await opened;
    const closed = popup.waitForEvent('close');
    await popup.getByPlaceholder('Enter any login').fill(login);
    await popup.getByPlaceholder('and password').fill('anything');
    await popup.getByRole('button', { name: 'Sign-in' }).click();
    await popup.getByRole('button', { name: 'Continue' }).click();
    await closed;
  };

  await page.goto(url);
  await expect(page.getByText('Cordillera ID', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enter' })).toBeHidden();

  await test.step('a stranger is turned away with the reason', async () => {
    await signIn('stranger@elsewhere.example');
    await expect(page.getByText(/Failed to sign-in/)).toBeVisible();
    await page.context().clearCookies();
  });

  await test.step('an employee enters as the User of that e-mail address', async () => {
    // The catalog of a new portal needs a moment to know who works here.
    await expect(async () => {
      await page.context().clearCookies();
      await signIn('ana.quispe@cordillera.example');
      await expect(
        page.getByRole('heading', { level: 1, name: /^Good / }),
      ).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 120_000 });
  });

  await test.step('a reload keeps the session', async () => {
    await page.goto(`${url}/settings`);
    await expect(
      page.getByRole('link', { name: /ana.quispe/i }).first(),
    ).toBeVisible();
  });

  await test.step('a guest is refused by the back end too', async () => {
    const refused = await page.request.post(`${url}/api/auth/guest/refresh`, {
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    });
    expect(refused.status()).toBe(404);
  });
});
