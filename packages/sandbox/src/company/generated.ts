import {
  allAlerts,
  ServiceDefinition,
  TransactionDefinition,
} from './definition';
import { createRandom, Random } from './random';
import {
  AlertState,
  CharacterName,
  Language,
  StandardAlert,
  standardAlerts,
} from './types';

const subjects =
  'account address agent balance bank batch benefit bill branch card cash claim client contract credit customer debit delivery deposit device dispute document exchange fee file fraud fund group invoice key ledger limit loan loyalty mandate merchant message network notice offer order partner payment payout plan point policy price product profile quote rate receipt refund report risk rule scheme session statement store tariff tax term token transfer user voucher wallet webhook'.split(
    ' ',
  );
const roles =
  'adapter aggregator api archive auditor cache calculator catalog checker collector enricher exporter gateway importer indexer mapper matcher monitor planner publisher registry relay router scheduler search sender store sync tracker validator worker writer'.split(
    ' ',
  );
const verbs = ['lookup', 'search', 'confirm', 'close', 'events', 'summary'];

/** Weights add up to 1. */
const languages: [Language, number][] = [
  ['java', 0.4],
  ['go', 0.25],
  ['nodejs', 0.3],
  ['react', 0.05],
];
const characters: [CharacterName, number][] = [
  ['healthy', 0.72],
  ['slow', 0.07],
  ['noisy', 0.05],
  ['fragile', 0.06],
  ['slow-after-deployment', 0.04],
  ['thin', 0.04],
  ['silent', 0.02],
];

/**
 * As many more services as a question about scale needs. Each is drawn from the
 * seed and its number alone, so that a larger company begins with the smaller one.
 */
export function generateDefinitions(options: {
  seed: string;
  /** The services that are written down: whose teams and systems the others are in. */
  known: readonly ServiceDefinition[];
  count: number;
}): ServiceDefinition[] {
  const { seed, known, count } = options;
  const definitions: ServiceDefinition[] = [];
  for (let index = 0; index < count; index++) {
    const random = createRandom(seed, 'generated', index);
    definitions.push(
      generate({
        random,
        index,
        sibling: known[index % known.length],
        // Every third waits for one that waits for nobody: chains are short.
        callee: index % 3 === 2 ? definitions[index - 2] : undefined,
      }),
    );
  }
  return definitions;
}

function generate(options: {
  random: Random;
  index: number;
  sibling: ServiceDefinition;
  callee: ServiceDefinition | undefined;
}): ServiceDefinition {
  const { random, index, sibling, callee } = options;
  const subject = pick(random, subjects);
  const character = pickWeighted(random, characters);
  const isKept = random() < 0.55;
  return {
    name: `${subject}-${pick(random, roles)}-${index + 1}`,
    description: `Number ${index + 1} of the services that nobody wrote down.`,
    language: pickWeighted(random, languages),
    team: sibling.team,
    system: sibling.system,
    tier: pick(random, [1, 2, 2, 3, 3] as const),
    lifecycle: random() < 0.08 ? 'experimental' : 'production',
    clientFacing: random() < 0.02,
    character,
    peakPerHour: peakOf(random, character),
    shape: pick(random, ['consumer', 'consumer', 'business', 'flat'] as const),
    deploymentsPerWeek: Math.round(10 * between(random, 0.3, 4)) / 10,
    transactions: transactionsOf(random, subject, callee),
    alerts: alertsOf(random, isKept),
    serviceLevels: levelsOf(random, isKept),
    coverage:
      random() < (isKept ? 0.9 : 0.4)
        ? Math.round(10 * between(random, 20, 95)) / 10
        : undefined,
    repository: undefined,
    runs: { version: '', where: [] },
    number: 1_000_000_000 + index,
  };
}

function peakOf(random: Random, character: CharacterName): number {
  switch (character) {
    case 'silent':
      return 0;
    case 'thin':
      return Math.round(between(random, 20, 80));
    default:
      return Math.round(2_000 * Math.exp(between(random, 0, 4)));
  }
}

function transactionsOf(
  random: Random,
  subject: string,
  callee: ServiceDefinition | undefined,
): TransactionDefinition[] {
  const share = Math.round(100 * between(random, 0.55, 0.95)) / 100;
  const millis = Math.round(6 * Math.exp(between(random, 0, 3)));
  return [
    {
      route: `POST /v1/${subject}s`,
      share,
      millis: millis + (callee?.transactions[0].millis ?? 0),
      database: Math.round(100 * between(random, 0, 0.7)) / 100,
      errors: between(random, 0.0001, 0.002),
      calls: callee && [callee.name],
    },
    {
      route: `GET /v1/${subject}s/{id}/${pick(random, verbs)}`,
      share: 1 - share,
      millis: Math.max(2, Math.round(millis * between(random, 0.3, 1.5))),
      errors: between(random, 0.0001, 0.001),
    },
  ];
}

/** Well-kept services have the standard set, but for a slip now and then; others a part of it, or nothing. */
function alertsOf(
  random: Random,
  isKept: boolean,
): Record<StandardAlert, AlertState> {
  const except: Partial<Record<StandardAlert, AlertState>> = {};
  const hasNone = !isKept && random() < 0.25;
  for (const alert of standardAlerts) {
    const chance = random();
    if (hasNone || (!isKept && chance < 0.45)) {
      except[alert] = 'missing';
    } else if (chance > 0.97) {
      except[alert] = 'disabled';
    } else if (chance > 0.92) {
      except[alert] = 'edited';
    }
  }
  return allAlerts(except);
}

function levelsOf(
  random: Random,
  isKept: boolean,
): ServiceDefinition['serviceLevels'] {
  if (isKept) {
    return ['success', 'latency'];
  }
  return random() < 0.3 ? ['success'] : [];
}

function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)];
}

function pickWeighted<T>(random: Random, items: readonly [T, number][]): T {
  let rest = random();
  for (const [item, weight] of items) {
    rest -= weight;
    if (rest < 0) {
      return item;
    }
  }
  return items[0][0];
}
