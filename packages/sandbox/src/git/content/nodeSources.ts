import { Service } from '../../company';
import { Files } from './repositoryFiles';

/** An Express application, as most of the company's Node.js services still are. */
export function renderNodeSources(service: Service): Files {
  const routes = service.transactions.map(
    ({ method, path }) =>
      `app.${method.toLowerCase()}('${path}', (request, response) => {\n  response.json({ id: randomUUID(), ...request.params });\n});\n`,
  );
  return {
    'package.json': `${JSON.stringify(
      {
        name: service.name,
        version: '1.0.0',
        private: true,
        type: 'module',
        description: service.description,
        scripts: { start: 'node --import newrelic src/server.js' },
        engines: { node: '>=22' },
        dependencies: { express: '^5.1.0', newrelic: '^14.0.0' },
      },
      undefined,
      2,
    )}\n`,
    'src/server.js': `import { randomUUID } from 'node:crypto';
import express from 'express';

const app = express();
app.use(express.json());

app.get('/healthz', (_request, response) => response.sendStatus(204));

${routes.join('\n')}
app.listen(Number(process.env.PORT ?? 8080));
`,
  };
}
