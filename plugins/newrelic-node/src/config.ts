import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Base URLs of NerdGraph, from New Relic's documentation. */
const regionUrls = {
  US: 'https://api.newrelic.com/graphql',
  EU: 'https://api.eu.newrelic.com/graphql',
  JP: 'https://api.jp.newrelic.com/graphql',
  FedRAMP: 'https://gov-api.newrelic.com/graphql',
} as const;

const flag = z.union(
  [z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')],
  'must be true or false',
);

const accountSchema = z.object({
  // Numbers that come from environment variables are strings.
  id: z.coerce.number('must be an account number').int().positive(),
  name: z.string('is missing').min(1, 'must not be empty'),
  apiKey: z
    .string('is missing: a user key of New Relic (NRAK-…)')
    .trim()
    .regex(
      /^NRAK-\S+$/,
      'must be a user key of New Relic, which begins with NRAK-',
    ),
  default: flag.default(false),
  asyncQueries: flag.default(false),
  nrqlPerMinute: z.coerce
    .number('must be a number')
    .int()
    .min(1, 'must be at least 1')
    .max(3000, 'must be at most 3000, which is what New Relic allows')
    .default(2900),
});

const newRelicSchema = z
  .object({
    region: z
      .enum(['US', 'EU', 'JP', 'FedRAMP'], 'must be US, EU, JP or FedRAMP')
      .default('US'),
    apiUrl: z.url({ protocol: /^https?$/, error: 'must be a URL' }).optional(),
    accounts: z.array(accountSchema, 'must be a list').default([]),
  })
  .superRefine(({ accounts }, context) => {
    const ids = new Set<number>();
    for (const [index, { id }] of accounts.entries()) {
      if (ids.has(id)) {
        context.addIssue({
          code: 'custom',
          path: ['accounts', index, 'id'],
          message: `${id} is listed twice`,
        });
      }
      ids.add(id);
    }
    const defaults = accounts.filter(account => account.default);
    if (defaults.length > 1) {
      context.addIssue({
        code: 'custom',
        path: ['accounts'],
        message: 'only one account can be the default',
      });
    }
  });

export interface NewRelicAccountConfig {
  id: number;
  name: string;
  /** Secret. */
  apiKey: string;
  default: boolean;
  /** The account has Data Plus: long questions may be answered later. */
  asyncQueries: boolean;
  /** NRQL queries that this process may ask in a minute. */
  nrqlPerMinute: number;
}

export interface NewRelicConfig {
  /** NerdGraph's URL. */
  url: string;
  accounts: NewRelicAccountConfig[];
}

/**
 * Reads `newRelic`. Without an account, New Relic is not configured; that is
 * not an error. The first account is the default unless another one says so.
 *
 * @throws InputError that names every wrong setting, and never shows a key
 */
export function readNewRelicConfig(config: Config): NewRelicConfig {
  const parsed = newRelicSchema.safeParse(config.getOptional('newRelic') ?? {});
  if (!parsed.success) {
    const complaints = parsed.error.issues.map(
      issue => `${settingName(issue.path)} ${issue.message}`,
    );
    throw new InputError(`Invalid configuration: ${complaints.join('; ')}`);
  }
  const { accounts, apiUrl, region } = parsed.data;
  const hasDefault = accounts.some(account => account.default);
  return {
    url: apiUrl ?? regionUrls[region],
    accounts: accounts.map((account, index) => ({
      ...account,
      default: hasDefault ? account.default : index === 0,
    })),
  };
}

function settingName(path: PropertyKey[]): string {
  return path.reduce<string>(
    (name, key) =>
      typeof key === 'number' ? `${name}[${key}]` : `${name}.${String(key)}`,
    'newRelic',
  );
}
