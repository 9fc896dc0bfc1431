import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { MappingConfig, providerSchema, ProviderSettings } from './schema';

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
      throw invalid(parsed.error, `${ROOT}.${id}`, raw.get());
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

/** Reads a mapping that is not in the configuration, with the same errors. */
export function parseMapping(raw: unknown): MappingConfig {
  const parsed = providerSchema.shape.mapping.safeParse(raw);
  if (!parsed.success) {
    throw invalid(parsed.error, 'mapping', raw);
  }
  return parsed.data;
}

function invalid(error: z.ZodError, root: string, raw: unknown): InputError {
  const problems = error.issues.map(issue => describe(issue, root, raw));
  return new InputError(`Invalid configuration: ${problems.join('; ')}`);
}

function describe(issue: z.core.$ZodIssue, root: string, raw: unknown): string {
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
  return `${where}: ${messages.join(', or ')}`;
}

const named = z.object({ name: z.string() });

/** The name of the rule that a path leads into, as far as it has one. */
function ruleName(path: PropertyKey[], raw: unknown): string | undefined {
  const depth = path.indexOf('rules');
  if (depth < 0) {
    return undefined;
  }
  const rule = path
    .slice(0, depth + 2)
    .reduce<unknown>(
      (value, key) => (value as Record<PropertyKey, unknown>)?.[key],
      raw,
    );
  return named.safeParse(rule).data?.name;
}
