/**
 * Durations are log-normal; a group of requests is told by a few representative
 * ones. The strata are narrow around the percentiles that people ask for (50,
 * 75, 90, 95, 99, 99.9), and each is represented by its middle, so that these
 * percentiles of one group are exact. Between them, and for mixtures of unlike
 * groups, a percentile is off by at most half a stratum: under 6 % of its value
 * for the spreads used here (measured in `quantiles.test.ts`).
 *
 * @packageDocumentation
 */

const STRATUM_EDGES = [
  0, 0.12, 0.3, 0.48, 0.52, 0.64, 0.74, 0.76, 0.83, 0.89, 0.91, 0.94, 0.96,
  0.985, 0.995, 0.9985, 0.9995, 1,
];

export interface Stratum {
  /** Cumulated share of requests before this stratum. */
  from: number;
  /** Cumulated share of requests up to its end. */
  to: number;
  /** The standard normal deviate of its representative. */
  deviate: number;
}

/** The strata of a distribution, from the fastest requests to the slowest. */
export const STRATA: readonly Stratum[] = STRATUM_EDGES.slice(1).map(
  (to, index) => {
    const from = STRATUM_EDGES[index];
    return { from, to, deviate: normalQuantile((from + to) / 2) };
  },
);

/**
 * The standard normal deviate under which a share `probability` lies, by
 * Acklam's rational approximation (relative error under 1.2e-9).
 */
export function normalQuantile(probability: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269,
    -30.66479806614716, 2.506628277459239,
  ];
  const b = [
    -54.47609879822406, 161.5858368580409, -155.6989798598866,
    66.80131188771972, -13.28068155288572,
  ];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838,
    -2.549732539343734, 4.374664141464968, 2.938163982698783,
  ];
  const d = [
    0.007784695709041462, 0.3224671290700398, 2.445134137142996,
    3.754408661907416,
  ];
  const tail = 0.02425;
  if (probability < tail) {
    const q = Math.sqrt(-2 * Math.log(probability));
    return polynomial(c, q) / (polynomial(d, q) * q + 1);
  }
  if (probability > 1 - tail) {
    return -normalQuantile(1 - probability);
  }
  const q = probability - 0.5;
  const r = q * q;
  return (polynomial(a, r) * q) / (polynomial(b, r) * r + 1);
}

/** The share of a standard normal distribution under a deviate (Abramowitz and Stegun 26.2.17, error under 7.5e-8). */
export function normalShare(deviate: number): number {
  if (deviate < 0) {
    return 1 - normalShare(-deviate);
  }
  const t = 1 / (1 + 0.2316419 * deviate);
  const tailPolynomial = [
    1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153,
  ];
  const density = Math.exp((-deviate * deviate) / 2) / Math.sqrt(2 * Math.PI);
  return 1 - density * polynomial(tailPolynomial, t) * t;
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) {
    value = value * x + coefficient;
  }
  return value;
}
