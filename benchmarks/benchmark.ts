/** A measured number, with its peer's number from the same run where there is one. */
export interface Figure {
  name: string;
  unit: string;
  value: number;
  /** The same figure of the peer that the benchmark compares with. */
  peer?: number;
}

/** A bound that a figure must keep; `met` says whether it did. */
export interface Goal {
  name: string;
  value: number;
  goal: number;
  met: boolean;
}

export interface BenchmarkResult {
  figures: Figure[];
  goals: Goal[];
}

/** What a folder of `benchmarks/` exports as `benchmark`. */
export interface Benchmark {
  /** One sentence: what is measured, against what. */
  description: string;
  run(options: {
    report: (progress: string) => void;
  }): Promise<BenchmarkResult>;
}

/** A goal that is met by staying at or under a bound. */
export function atMost(name: string, value: number, goal: number): Goal {
  return { name, value, goal, met: value <= goal };
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
