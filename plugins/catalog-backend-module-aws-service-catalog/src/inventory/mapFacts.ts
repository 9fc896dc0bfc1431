import { MappingConfig, MappingRule } from '../config';
import { Product, ProvisionedProduct, Scope } from '../model/items';
import { matches } from '../model/patterns';
import { toRef } from './refs';
import { UnusableTag } from './types';

/** What the mapping makes of a provisioned product. */
export interface Facts {
  as: 'service' | 'resource' | 'ignored';
  /** `spec.type`: of the Component for a service, of the Resource otherwise */
  type: string;
  /** entity ref that a tag names outright */
  entityRef?: string;
  /** name of the service it is, or belongs to */
  service?: string;
  title?: string;
  description?: string;
  owner?: string;
  system?: string;
  lifecycle?: string;
  tier?: string;
  environment?: string;
  /** sorted by key */
  unusableTags: UnusableTag[];
  /** names of the rules that decided something */
  rules: string[];
}

type Decision = MappingRule['set'];

/** What a product's name says, where no rule of the configuration does. */
const DEFAULT_RULES: MappingRule[] = [
  {
    name: 'default: data stores',
    when: {
      product: [
        '*aurora*',
        '*rds*',
        '*postgres*',
        '*mysql*',
        '*dynamodb*',
        '*database*',
        '*redshift*',
        '*documentdb*',
      ],
    },
    set: { as: 'resource', type: 'database' },
  },
  {
    name: 'default: caches',
    when: { product: ['*elasticache*', '*redis*', '*valkey*', '*memcached*'] },
    set: { as: 'resource', type: 'cache' },
  },
  {
    name: 'default: queues and topics',
    when: {
      product: ['*sqs*', '*queue*', '*sns*', '*topic*', '*kafka*', '*msk*'],
    },
    set: { as: 'resource', type: 'queue' },
  },
  {
    name: 'default: buckets',
    when: { product: ['*s3*', '*bucket*'] },
    set: { as: 'resource', type: 'bucket' },
  },
  {
    name: 'default: websites',
    when: { product: ['*react*', '*web app*', '*website*', '*cloudfront*'] },
    set: { as: 'service', type: 'website' },
  },
  {
    name: 'default: services',
    when: { product: ['*service*', '*application*', '*lambda*', '*function*'] },
    set: { as: 'service', type: 'service' },
  },
];

/** The tags that name entities, with the kind that their values may leave out. */
const REF_TAGS = {
  entityRef: 'component',
  service: 'component',
  owner: 'group',
  system: 'system',
} as const;

/** The types of what no rule tells a type of. */
const FALLBACK_TYPES = {
  service: 'service',
  resource: 'aws-resource',
  ignored: 'aws-resource',
} as const;

/**
 * Decides what a provisioned product is.
 *
 * For each field the first fitting rule that sets it decides, the configuration's
 * before the default ones; then the configured tag. Default rules count only where
 * they take it for what it is taken for. What neither tells stays open, for the
 * repository to say or for the defaults of the merge; so does what a tag names as
 * no entity can be named.
 */
export function mapFacts(
  provisioned: ProvisionedProduct,
  options: {
    scope: Scope & { accountName?: string };
    product?: Product;
    mapping: MappingConfig;
  },
): Facts {
  const { scope, product, mapping } = options;
  const isFitting = ({ when }: MappingRule) =>
    fits(when, { provisioned, product, scope });
  const configured = mapping.rules.filter(isFitting);
  const byDefault = DEFAULT_RULES.filter(isFitting);
  const as =
    [...configured, ...byDefault].find(({ set }) => set.as)?.set.as ??
    'resource';
  const decision: Decision = {};
  const rules: string[] = [];
  for (const rule of [
    ...configured,
    ...byDefault.filter(({ set }) => set.as === as),
  ]) {
    const open = Object.entries(rule.set).filter(
      ([field, value]) => value !== undefined && !(field in decision),
    );
    if (open.length > 0) {
      Object.assign(decision, Object.fromEntries(open));
      rules.push(rule.name);
    }
  }
  const tag = (name: keyof MappingConfig['tags']) =>
    provisioned.tags[mapping.tags[name]] || undefined;
  const unusableTags: UnusableTag[] = [];
  const refTag = (name: keyof typeof REF_TAGS) => {
    const value = tag(name);
    if (!value || name in decision || toRef(value, { kind: REF_TAGS[name] })) {
      return value;
    }
    unusableTags.push({ key: mapping.tags[name], value });
    return undefined;
  };
  const tierTag = tag('tier');
  return {
    type: FALLBACK_TYPES[as],
    ...definedOnly({
      entityRef: refTag('entityRef'),
      service: refTag('service'),
      title: tag('title'),
      description: tag('description'),
      owner: refTag('owner'),
      system: refTag('system'),
      lifecycle: tag('lifecycle'),
      tier: tierTag && /^[0-3]$/.test(tierTag) ? tierTag : undefined,
      environment: tag('environment'),
    }),
    ...decision,
    as,
    unusableTags: unusableTags.sort((a, b) => (a.key < b.key ? -1 : 1)),
    rules,
  };
}

function fits(
  when: MappingRule['when'],
  subject: {
    provisioned: ProvisionedProduct;
    product?: Product;
    scope: Scope & { accountName?: string };
  },
): boolean {
  const { provisioned, product, scope } = subject;
  const anyOf = (patterns: MappingRule['when']['name'], texts: string[]) =>
    patterns === undefined || texts.some(text => matches(patterns, text));
  return (
    anyOf(when.product, [
      provisioned.productName ?? product?.name ?? '',
      provisioned.productId ?? '',
    ]) &&
    anyOf(
      when.portfolio,
      product?.portfolios.flatMap(({ id, name }) => [id, name]) ?? [],
    ) &&
    anyOf(when.account, [scope.accountId, scope.accountName ?? '']) &&
    matches(when.region, scope.region) &&
    matches(when.name, provisioned.name) &&
    matches(when.type, provisioned.type) &&
    Object.entries(when.tags ?? {}).every(([key, patterns]) =>
      matches(patterns, provisioned.tags[key]),
    )
  );
}

function definedOnly<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Partial<T>;
}
