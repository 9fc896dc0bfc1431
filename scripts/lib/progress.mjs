/** A failure that a person can mend: one sentence on what is wrong, one on what to do. */
export class UserError extends Error {
  constructor(problem, advice) {
    super(problem);
    this.name = 'UserError';
    this.advice = advice;
  }
}

const seconds = since => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs one step and prints what is being done and how long it took. On a
 * terminal the line counts up while the step runs.
 *
 * @param {string} title what is being done
 * @param {(report: (detail: string) => void) => Promise<string | void>} work
 *   returns a word on the outcome; `report` shows where it stands
 */
export async function step(title, work) {
  const started = Date.now();
  const live = process.stdout.isTTY;
  let detail = '';
  const draw = () => {
    const line = `  … ${title}  ${seconds(started)}  ${detail}`;
    process.stdout.write(
      `\r\u001b[2K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`,
    );
  };
  if (!live) {
    process.stdout.write(`  … ${title}\n`);
  }
  const timer = live ? setInterval(draw, 250) : undefined;
  try {
    const outcome = await work(text => {
      detail = text;
    });
    clearInterval(timer);
    process.stdout.write(
      `${live ? '\r\u001b[2K' : ''}  ✓ ${title}  ${seconds(started)}${
        typeof outcome === 'string' ? `  ${outcome}` : ''
      }\n`,
    );
  } catch (error) {
    clearInterval(timer);
    process.stdout.write(
      `${live ? '\r\u001b[2K' : ''}  ✗ ${title}  ${seconds(started)}\n`,
    );
    throw error;
  }
}

/** Runs a command's main function; a failure becomes a clear sentence and exit code 1. */
export async function main(run) {
  try {
    await run();
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`\n${error.message}\n${error.advice}\n`);
    } else {
      process.stderr.write(`\n${error.stack ?? error}\n`);
    }
    process.exitCode = 1;
  }
}
