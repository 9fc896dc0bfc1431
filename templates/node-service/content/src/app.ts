import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import packageJson from '../package.json' with { type: 'json' };
import { greetings } from './greetings.ts';
import { health } from './health.ts';
import { answerProblems } from './problems.ts';

/** The whole service, not listening yet: tests talk to it without a port. */
export async function createApp(options: {
  logLevel: string;
  /** True once the service was told to end. */
  isDraining: () => boolean;
}) {
  const app = fastify({
    logger: {
      level: options.logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
    requestIdHeader: 'x-request-id',
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  answerProblems(app);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: packageJson.name,
        description: packageJson.description,
        version: packageJson.version,
      },
    },
    transform: jsonSchemaTransform,
  });
  // The page at /docs, and the document itself at /docs/json.
  await app.register(swaggerUi, { routePrefix: '/docs' });
  await app.register(health, {
    prefix: '/health',
    isDraining: options.isDraining,
  });
  await app.register(greetings, { prefix: '/v1' });
  await app.ready();
  return app;
}
