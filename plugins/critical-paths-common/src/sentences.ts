import type { ErrorBudget, PathStatus, WindowNumbers } from './api';
import type { Counts } from './counts';
import type { PathObjectives } from './criticalPathEntity';
import type { StepTrouble } from './stepStatus';

/** What happened shortly before a step went wrong. */
export interface SuspectDeployment {
  version?: string;
  /** Whole minutes from the deployment to the trouble; 0 when they came together. */
  minutesBefore: number;
}

/** A step to blame, as the sentence tells it. */
export interface CauseOfState {
  title: string;
  trouble?: StepTrouble;
  deployment?: SuspectDeployment;
  /** Of the latency that was added on the path since a week ago, the part in this step; 0…1. */
  addedShare?: number;
  /** Why there is nothing to say about it, when it is unknown. */
  missing?: string;
}

/** From which percentage on, and ten to the power of the decimals shown. */
const DECIMALS = [
  [99.9, 1000],
  [99, 100],
] as const;

/** 0…1 of a percentage; twelve digits undo binary noise, which would put 99.9 % above 0.999. */
function ratioOf(percentage: number): number {
  return Number((percentage / 100).toPrecision(12));
}

/**
 * A percentage with as many decimals as tell it from 100 %, always cut and never
 * rounded: what is under 100 %, or under an objective, must not look as if it were not.
 */
function percent(ratio: number): string {
  // Twelve digits undo binary noise such as 99.90000000000001.
  const value = Number((ratio * 100).toPrecision(12));
  const [, scale] = DECIMALS.find(([from]) => value >= from) ?? [0, 10];
  return `${Math.floor(value * scale + 1e-6) / scale} %`;
}

function milliseconds(value: number): string {
  return value >= 10_000
    ? `${(value / 1000).toFixed(1)} s`
    : `${Math.round(value)} ms`;
}

const SPANS = new Map([
  [3600, 'the last hour'],
  [21_600, 'the last 6 hours'],
]);

/** What is wrong with a step, without its name: "answers slowly: …". */
export function troubleSentence(trouble: StepTrouble): string {
  switch (trouble.type) {
    case 'no-requests':
      return 'gets no requests, although it did at this time a week ago';
    case 'errors':
      return `is down: only ${percent(trouble.successRate)} of its requests succeed`;
    case 'burning':
      return `fails too often: over ${
        SPANS.get(trouble.spanSeconds) ?? `the last ${trouble.spanSeconds} s`
      } its error budget burns ${trouble.burnRate.toFixed(1)} times faster than it may`;
    default:
      return trouble.objective
        ? `answers slowly: p95 ${milliseconds(trouble.p95)}, the objective is ${milliseconds(trouble.limit)}`
        : `answers slowly: p95 ${milliseconds(trouble.p95)}, more than twice that of a week ago`;
  }
}

/**
 * Why a path is as it is, in a sentence or two: which step, after which
 * deployment. Never with a time of day, which the reader's clock has to tell.
 *
 * @param options - Status of the path, the steps to blame (most likely first), and how many steps are required.
 */
export function reasonSentence(options: {
  status: PathStatus;
  causes: readonly CauseOfState[];
  requiredSteps: number;
}): string {
  const { status, causes, requiredSteps } = options;
  const [cause] = causes;
  if (status === 'healthy' || !cause) {
    if (status === 'unknown') {
      return 'Nothing has been observed yet.';
    }
    return requiredSteps === 1
      ? 'Its required step works.'
      : `All ${requiredSteps} required steps work.`;
  }
  if (status === 'unknown') {
    const others = alsoSentence(causes, 'are unknown too');
    return `Nothing is known about ${cause.title}: ${
      cause.missing ?? 'it reports no requests, now or a week ago'
    }.${others}`;
  }
  const trouble = cause.trouble
    ? troubleSentence(cause.trouble)
    : `is ${status}`;
  return [
    `${cause.title} ${trouble}`,
    deploymentClause(cause.deployment),
    cause.addedShare !== undefined && cause.addedShare >= 0.01
      ? `; ${Math.round(cause.addedShare * 100)} % of the added time is there`
      : '',
    '.',
    alsoSentence(causes, `are ${status} too`),
  ].join('');
}

function deploymentClause(deployment: SuspectDeployment | undefined): string {
  if (!deployment) {
    return '';
  }
  const { version, minutesBefore } = deployment;
  const name = version ? `its deployment ${version}` : 'its deployment';
  return minutesBefore <= 1
    ? `, since ${name}`
    : `, since ${minutesBefore} minutes after ${name}`;
}

function alsoSentence(causes: readonly CauseOfState[], are: string): string {
  const others = causes.slice(1).map(({ title }) => title);
  if (others.length === 0) {
    return '';
  }
  const last = others[others.length - 1];
  const names =
    others.length === 1
      ? last
      : `${others.slice(0, -1).join(', ')} and ${last}`;
  return ` ${names} ${others.length === 1 ? are.replace('are', 'is') : are}.`;
}

const RANGE_WORDS = {
  '1h': 'the last hour',
  '6h': 'the last 6 hours',
  '24h': 'the last 24 hours',
  '7d': 'the last 7 days',
  '28d': 'the last 28 days',
} as const;

/**
 * How the path did over a span against its objectives, in one sentence.
 *
 * @param options - The numbers at the entry, the objectives, and the span.
 */
export function verdictSentence(options: {
  numbers: WindowNumbers;
  objectives: PathObjectives;
  range: keyof typeof RANGE_WORDS;
}): string {
  const { numbers, objectives, range } = options;
  const over = `over ${RANGE_WORDS[range]}`;
  if (numbers.successRate === undefined) {
    return `No requests were observed ${over}.`;
  }
  if (numbers.tooFewEvents) {
    return `Too few events to judge ${over}: ${Math.round(numbers.validRequests)} requests.`;
  }
  const misses: string[] = [];
  const meets: string[] = [];
  const target = ratioOf(objectives.successRate);
  const rate = `success rate ${percent(numbers.successRate)}`;
  if (numbers.successRate < target) {
    misses.push(`${rate} is under the ${percent(target)} objective`);
  } else {
    meets.push(`${rate} meets the ${percent(target)} objective`);
  }
  for (const name of ['p50', 'p95', 'p99'] as const) {
    const limit = objectives.latency?.[name];
    const value = numbers.latency?.[name];
    if (limit !== undefined && value !== undefined) {
      const latency = `${name} latency ${milliseconds(value)}`;
      if (value > limit) {
        misses.push(`${latency} is over the ${milliseconds(limit)} objective`);
      } else {
        meets.push(`${latency} is within ${milliseconds(limit)}`);
      }
    }
  }
  const text = (misses.length > 0 ? misses : meets).join(', and ');
  return `${text.charAt(0).toLocaleUpperCase('en-US')}${text.slice(1)}, ${over}.`;
}

/**
 * What a path owes its clients although every step works now, in one sentence:
 * first that the error budget is overspent, and how much of it lately; else that the
 * success rate of the span misses its objective.
 *
 * @param options - The budget, the requests at the entry over the last 3 days, and the numbers of the span.
 * @returns `undefined` when the promise is kept, or too little is known to say.
 */
export function concernSentence(options: {
  budget: ErrorBudget;
  lastThreeDays: Counts;
  numbers: WindowNumbers;
  objectives: PathObjectives;
  range: keyof typeof RANGE_WORDS;
}): string | undefined {
  const { budget, lastThreeDays, numbers, objectives, range } = options;
  if (budget.remaining !== undefined && budget.remaining < 0) {
    const lately = lastThreeDays.bad / budget.badRequests;
    return `The error budget of the last 28 days is overspent by ${wholePercent(
      -budget.remaining,
    )}; ${wholePercent(lately)} of its failures are of the last 3 days.`;
  }
  const target = ratioOf(objectives.successRate);
  const { successRate, tooFewEvents } = numbers;
  return successRate !== undefined && !tooFewEvents && successRate < target
    ? `Success rate ${percent(successRate)} is under the ${percent(target)} objective, over ${RANGE_WORDS[range]}.`
    : undefined;
}

function wholePercent(ratio: number): string {
  const value = ratio * 100;
  return value > 0 && value < 1 ? 'less than 1 %' : `${Math.round(value)} %`;
}
