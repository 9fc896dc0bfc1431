import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { UserError, main } from '../scripts/lib/progress.mjs';
import { stopAll, stopOnSignals } from '../scripts/lib/processes.mjs';
import type { Benchmark, BenchmarkResult } from './benchmark';

const names = readdirSync(__dirname, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)
  .sort();

const round = (value: number) =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));

function printTable({ figures, goals }: BenchmarkResult) {
  const rows = [
    ['figure', 'value', 'peer', 'unit'],
    ...figures.map(f => [
      f.name,
      String(round(f.value)),
      f.peer === undefined ? '' : String(round(f.peer)),
      f.unit,
    ]),
    ...(goals.length > 0 ? [['goal', 'value', 'at most', 'met']] : []),
    ...goals.map(g => [
      g.name,
      String(round(g.value)),
      String(round(g.goal)),
      g.met ? 'yes' : 'NO',
    ]),
  ];
  const widths = [0, 1, 2, 3].map(column =>
    Math.max(...rows.map(row => row[column].length)),
  );
  for (const row of rows) {
    if (row[0] === 'goal') {
      console.log('');
    }
    console.log(
      row
        .map((cell, i) =>
          i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]),
        )
        .join('  '),
    );
  }
}

main(async () => {
  stopOnSignals();
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const name = positionals[0];
  if (!name || !existsSync(path.join(__dirname, name))) {
    throw new UserError(
      name ? `There is no benchmark "${name}".` : 'Which benchmark?',
      `One of: ${names.join(', ')}. For example: npm run bench -- ${names[0]}`,
    );
  }
  // Not import(): of a CommonJS module that is compiled while it is loaded, Node
  // sees no named exports.
  const { benchmark }: { benchmark: Benchmark } = require(`./${name}`);
  const report = (progress: string) =>
    process.stderr.write(`  … ${progress}\n`);
  report(benchmark.description);
  try {
    const result = await benchmark.run({ report });
    if (values.json) {
      console.log(JSON.stringify(result));
    } else {
      printTable(result);
    }
    process.exitCode = result.goals.every(goal => goal.met) ? 0 : 1;
  } finally {
    await stopAll();
  }
}).then(() =>
  // A back end that was stopped still holds timers, which would keep this alive.
  process.exit(),
);
