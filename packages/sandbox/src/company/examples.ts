import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { Domain, Person, System, Team } from './types';

/** The folder `examples/` of the project, which a person can read and change. */
export const examplesDirectory = resolvePackagePath(
  '@rocket/sandbox',
  '../../examples',
);

const groupSchema = z.object({
  kind: z.literal('Group'),
  metadata: z.object({ name: z.string(), title: z.string() }),
  spec: z.object({ type: z.string(), parent: z.string().optional() }),
});
const userSchema = z.object({
  kind: z.literal('User'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    profile: z.object({ displayName: z.string(), email: z.string() }),
    memberOf: z.array(z.string()),
  }),
});
const domainSchema = z.object({
  kind: z.literal('Domain'),
  metadata: z.object({ name: z.string(), title: z.string() }),
});
const systemSchema = z.object({
  kind: z.literal('System'),
  metadata: z.object({ name: z.string(), title: z.string() }),
  spec: z.object({ owner: z.string(), domain: z.string().optional() }),
});
const entitySchema = z.discriminatedUnion('kind', [
  groupSchema,
  userSchema,
  domainSchema,
  systemSchema,
]);

/** Who is in the company and how it is divided, as `examples/` says. */
export function readExamples(): {
  teams: Team[];
  people: Person[];
  domains: Domain[];
  systems: System[];
} {
  const teams: Team[] = [];
  const people: Person[] = [];
  const domains: Domain[] = [];
  const systems: System[] = [];

  for (const entity of ['org.yaml', 'systems.yaml'].flatMap(readEntities)) {
    const { name } = entity.metadata;
    switch (entity.kind) {
      case 'Group':
        if (entity.spec.type === 'team') {
          teams.push({
            name,
            title: entity.metadata.title,
            unit: entity.spec.parent ?? '',
          });
        }
        break;
      case 'User':
        people.push({
          name,
          ...entity.spec.profile,
          teams: entity.spec.memberOf,
        });
        break;
      case 'Domain':
        domains.push({ name, title: entity.metadata.title });
        break;
      default:
        systems.push({
          name,
          title: entity.metadata.title,
          domain: entity.spec.domain,
          owner: entity.spec.owner,
        });
    }
  }
  return { teams, people, domains, systems };
}

function readEntities(file: string): Array<z.infer<typeof entitySchema>> {
  const text = readFileSync(join(examplesDirectory, file), 'utf8');
  return parseAllDocuments(text).map(document =>
    entitySchema.parse(document.toJS()),
  );
}
