import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from './app.ts';

let draining = false;
let app: Awaited<ReturnType<typeof createApp>>;
beforeAll(async () => {
  app = await createApp({ logLevel: 'silent', isDraining: () => draining });
});
beforeEach(() => {
  draining = false;
});
afterAll(() => app.close());

describe('greetings', () => {
  it('greets in the language that was asked for, Spanish by default', async () => {
    const spanish = await app.inject('/v1/greetings/Ana');
    expect(spanish.json()).toEqual({ greeting: 'Hola, Ana' });
    const portuguese = await app.inject('/v1/greetings/Ana?language=pt');
    expect(portuguese.json()).toEqual({ greeting: 'Olá, Ana' });
  });

  it('says what is wrong with a request, as a problem', async () => {
    const response = await app.inject('/v1/greetings/Ana?language=xx');
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toContain(
      'application/problem+json',
    );
    expect(response.json()).toMatchObject({
      title: 'Invalid request',
      status: 400,
      detail: expect.stringContaining('language'),
    });
  });
});

describe('the service', () => {
  it('answers its probes, and is not ready once it was told to end', async () => {
    const probe = async (path: string) => {
      const response = await app.inject(path);
      return [response.statusCode, response.json().status];
    };
    expect(await probe('/health/live')).toEqual([200, 'ok']);
    expect(await probe('/health/ready')).toEqual([200, 'ok']);
    draining = true;
    expect(await probe('/health/live')).toEqual([200, 'ok']);
    expect(await probe('/health/ready')).toEqual([503, 'draining']);
  });

  it('answers an unknown address as a problem', async () => {
    const response = await app.inject('/nowhere');
    expect(response.statusCode).toBe(404);
    expect(response.json()).toEqual({ title: 'Not found', status: 404 });
  });
});
