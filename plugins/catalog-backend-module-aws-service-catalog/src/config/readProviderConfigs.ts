import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { providerSchema, ProviderSettings } from './schema';

const ROOT = 'catalog.providers.awsServiceCatalog';

/** Everything that is configured for one provider. */
export interface ProviderConfig extends ProviderSettings {
  id: string;
  schedule: SchedulerServiceTaskScheduleDefinition;
}

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 15 },
  timeout: { minutes: 10 },
  initialDelay: { seconds: 5 },
};

/**
 * Reads `catalog.providers.awsServiceCatalog`. Throws one InputError that names
 * every setting that is wrong, and the rule by its name where it is in a rule.
 */
export function readProviderConfigs(config: Config): ProviderConfig[] {
  const providers = config.getOptionalConfig(ROOT);
  return (providers?.keys() ?? []).map(id => {
    const raw = providers!.getConfig(id);
    const parsed = providerSchema.safeParse(raw.get());
    if (!parsed.success) {
      const problems = parsed.error.issues.flatMap(issue =>
        describe(issue, `${ROOT}.${id}`, raw.get()),
      );
      throw new InputError(`Invalid configuration: ${problems.join('; ')}`);
    }
    const { schedule: _read, ...settings } = parsed.data;
    return {
      id,
      ...settings,
      schedule: raw.has('schedule')
        ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
            raw.getConfig('schedule'),
          )
        : DEFAULT_SCHEDULE,
    };
  });
}

function describe(
  issue: z.core.$ZodIssue,
  root: string,
  raw: unknown,
): string[] {
  const path = issue.path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`,
    root,
  );
  const rule = ruleName(issue.path, raw);
  const where = rule ? `${path} (rule “${rule}”)` : path;
  // A union says nothing of its own: what its branches said is what helps.
  const branches = issue.code === 'invalid_union' ? issue.errors.flat() : [];
  const messages = branches.length
    ? [...new Set(branches.map(branch => branch.message))]
    : [issue.message];
  return [`${where}: ${messages.join(', or ')}`];
}

function ruleName(path: PropertyKey[], raw: unknown): string | undefined {
  const [mapping, rules, index] = path;
  if (mapping !== 'mapping' || rules !== 'rules') {
    return undefined;
  }
  const named = z
    .object({ mapping: z.object({ rules: z.array(z.unknown()) }) })
    .safeParse(raw).data?.mapping.rules[Number(index)];
  return z.object({ name: z.string() }).safeParse(named).data?.name;
}
