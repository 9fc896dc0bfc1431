import { parseNrql, printNrql } from '@rocket/nrql';
import { evaluateNrql } from '../../packages/sandbox/src/nrql-engine';
import { atMost, median, type Benchmark } from '../benchmark';
import { createEvents, ROWS } from './events';
import { queries } from './queries';

const ROUNDS = 15;
/** How often each query is parsed in a round. */
const REPETITIONS = 400;
const EVALUATIONS = 5;

/** The stand-in answers under a second. */
const LONGEST_MILLIS = 1000;

/** What the collectors of the portal ask most: of all services at once, over a day. */
const questions: Record<string, string> = {
  count: `SELECT count(*) AS 'n' FROM Transaction SINCE 1 day ago`,
  'error rate of 2,000 services': `SELECT percentage(count(*), WHERE error IS TRUE) AS 'n' FROM Transaction FACET entityGuid LIMIT MAX SINCE 1 day ago`,
  'three percentiles of 2,000 services': `SELECT percentile(duration, 50, 95, 99) AS 'n' FROM Transaction FACET entityGuid LIMIT MAX SINCE 1 day ago`,
  'error rate in 288 buckets': `SELECT percentage(count(*), WHERE error IS TRUE) AS 'n' FROM Transaction WHERE duration > 0.05 TIMESERIES 5 minutes SINCE 1 day ago`,
};

/** Operations a second: the median of the rounds, the first ones to warm up left out. */
function speed(operations: number, round: () => void): number {
  const rounds: number[] = [];
  for (let count = -3; count < ROUNDS; count += 1) {
    const started = performance.now();
    round();
    if (count >= 0) {
      rounds.push(operations / ((performance.now() - started) / 1000));
    }
  }
  return median(rounds);
}

function millisOf(evaluate: () => void): number {
  evaluate();
  return median(
    Array.from({ length: EVALUATIONS }, () => {
      const started = performance.now();
      evaluate();
      return performance.now() - started;
    }),
  );
}

export const benchmark: Benchmark = {
  description: `NRQL: parsing and printing ${queries.length} dashboard queries, and evaluating over ${ROWS.toLocaleString(
    'en',
  )} weighted rows`,

  async run({ report }) {
    const operations = queries.length * REPETITIONS;
    const repeat = (round: () => void) => () => {
      for (let count = 0; count < REPETITIONS; count += 1) {
        round();
      }
    };
    report('parsing and printing');
    const trees = queries.map(query => parseNrql(query));
    const parse = speed(
      operations,
      repeat(() => {
        for (const query of queries) {
          parseNrql(query);
        }
      }),
    );
    const print = speed(
      operations,
      repeat(() => {
        for (const tree of trees) {
          printNrql(tree);
        }
      }),
    );
    const characters =
      queries.reduce((sum, { length }) => sum + length, 0) / queries.length;

    report('making events');
    const now = Date.now();
    const source = createEvents(now);
    const evaluations = Object.entries(questions).map(([name, query]) => {
      report(`evaluating: ${name}`);
      return {
        name,
        millis: millisOf(() => {
          evaluateNrql({ query, accountId: 1, source, now });
        }),
      };
    });

    return {
      figures: [
        { name: 'parse', unit: 'queries/s', value: parse },
        {
          name: 'parse, by size',
          unit: 'MB/s',
          value: (parse * characters) / 1e6,
        },
        { name: 'print', unit: 'queries/s', value: print },
        ...evaluations.flatMap(({ name, millis }) => [
          { name: `evaluate: ${name}`, unit: 'ms', value: millis },
          {
            name: `rows read: ${name}`,
            unit: 'M rows/s',
            value: ROWS / millis / 1000,
          },
        ]),
      ],
      goals: evaluations.map(({ name, millis }) =>
        atMost(`${name}, ms`, millis, LONGEST_MILLIS),
      ),
    };
  },
};
