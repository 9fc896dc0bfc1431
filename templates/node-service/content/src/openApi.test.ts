import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createApp } from './app.ts';

it('serves the OpenAPI document that is committed', async () => {
  const file = new URL('../openapi.json', import.meta.url);
  const committed = JSON.parse(await readFile(file, 'utf8'));
  const app = await createApp({ logLevel: 'silent', isDraining: () => false });
  const served = await app.inject('/docs/json');
  await app.close();

  // When this fails on purpose: npm run openapi, and look at what changes for clients.
  expect(served.json()).toEqual(committed);
});
