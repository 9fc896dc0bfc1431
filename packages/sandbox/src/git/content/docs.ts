import { stringify } from 'yaml';
import { Service } from '../../company';
import { Files } from './repositoryFiles';

/** Documentation that TechDocs builds: what the service does, and what to do at night. */
export function renderDocs(service: Service): Files {
  const { name, objectives, dependsOn } = service;
  const routes = service.transactions.map(
    ({ method, path }) => `| \`${method} ${path}\` |`,
  );
  const needs = dependsOn.map(needed => `- ${needed}`);
  return {
    'mkdocs.yml': stringify({
      site_name: name,
      nav: [{ Overview: 'index.md' }, { Runbook: 'runbook.md' }],
      theme: 'material',
      plugins: ['search'],
    }),
    'docs/index.md': [
      `# ${name}`,
      service.description,
      '## What it serves',
      ['| Route |', '| --- |', ...routes].join('\n'),
      '## What it promises',
      `${objectives.successRate} % of requests succeed; 95 % are answered within ${objectives.p95Millis} ms.`,
      ...(needs.length > 0 ? ['## What it needs', needs.join('\n')] : []),
      '',
    ].join('\n\n'),
    'docs/runbook.md': [
      `# Runbook of ${name}`,
      '## Errors are rising',
      'Compare the time of the first error with the last deployment. When they agree, roll back first and read the logs later.',
      '## Answers are slow',
      ...(needs.length > 0
        ? ['Look at what it waits for, the slowest first:', needs.join('\n')]
        : ['It waits for nobody: look at its database and its CPU.']),
      '',
    ].join('\n\n'),
  };
}
