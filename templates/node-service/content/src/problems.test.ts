import fastify from 'fastify';
import { expect, it } from 'vitest';
import { answerProblems } from './problems.ts';

it('hides from a client what went wrong inside', async () => {
  const app = fastify();
  answerProblems(app);
  app.get('/broken', async () => {
    throw new Error('the password is secret');
  });

  const response = await app.inject('/broken');
  expect(response.statusCode).toBe(500);
  expect(response.json()).toEqual({ title: 'Internal error', status: 500 });
  await app.close();
});
