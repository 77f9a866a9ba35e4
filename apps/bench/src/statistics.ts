export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of the values lies. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).toSorted();
  const place = (sorted.length - 1) * share;
  const [below = Number.NaN, above = below] = sorted.subarray(Math.floor(place), Math.floor(place) + 2);
  return below + (above - below) * (place - Math.floor(place));
}

/** How much y grows with each x: the slope of the line with the least squares. */
export function slope(points: { x: number; y: number }[]): number {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) };
  const rise = points.reduce((sum, { x, y }) => sum + (x - middle.x) * (y - middle.y), 0);
  const run = points.reduce((sum, { x }) => sum + (x - middle.x) ** 2, 0);
  return rise / run;
}
