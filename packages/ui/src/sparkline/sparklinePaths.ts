/**
 * SVG paths for a row of values, one path for each run of known values, spread
 * over the width and scaled between the least and the greatest value. A single
 * known value between gaps becomes a dot (a line of no length with round caps).
 */
export function sparklinePaths(options: {
  values: ReadonlyArray<number | undefined>;
  width: number;
  height: number;
}): string[] {
  const { values, width, height } = options;
  const known = values.filter(value => value !== undefined);
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  const step = values.length > 1 ? width / (values.length - 1) : 0;

  const paths = new Array<string>();
  let points = new Array<string>();
  const finishRun = () => {
    if (points.length === 1) {
      paths.push(`M${points[0]}L${points[0]}`);
    } else if (points.length > 1) {
      paths.push(`M${points.join('L')}`);
    }
    points = [];
  };
  for (const [index, value] of values.entries()) {
    if (value === undefined) {
      finishRun();
    } else {
      const ratio = span > 0 ? (value - least) / span : 0.5;
      const x = index * step;
      const y = height - ratio * height;
      points.push(`${round(x)},${round(y)}`);
    }
  }
  finishRun();
  return paths;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
