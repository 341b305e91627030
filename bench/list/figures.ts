/** The value in the middle; the mean of the two there when their number is even. `NaN` of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** One figure that the list must show, and what was measured. */
export interface Claim {
  readonly what: string;
  /** What must hold, for example `at most 1.3x`. */
  readonly must: string;
  readonly measured: string;
  readonly holds: boolean;
}

export function atMost(what: string, measured: number, limit: number, unit = ''): Claim {
  return { what, must: `at most ${limit}${unit}`, measured: `${rounded(measured)}${unit}`, holds: measured <= limit };
}

export function atLeast(what: string, measured: number, limit: number, unit = ''): Claim {
  return { what, must: `at least ${limit}${unit}`, measured: `${rounded(measured)}${unit}`, holds: measured >= limit };
}

/** Three digits that count, and never fewer than the whole part has. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Number(value.toFixed(digits)).toLocaleString('en');
}

export function percent(share: number): string {
  return Number.isFinite(share) ? `${rounded(share * 100)} %` : '–';
}
