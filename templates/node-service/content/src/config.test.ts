import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

it('reads what is set, and has a default for everything', () => {
  expect(readConfig({})).toMatchObject({ PORT: 8080, LOG_LEVEL: 'info' });
  expect(readConfig({ PORT: '9000' }).PORT).toBe(9000);
});

it('names the setting that is wrong', () => {
  expect(() => readConfig({ PORT: 'http' })).toThrow('PORT');
});
