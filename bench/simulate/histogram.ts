/** Bars of text: how many instants (ms) fall into each bin. */
export function histogram(title: string, instants: readonly number[], binMs: number): string {
  const bins: number[] = [];
  for (const instant of instants) {
    const bin = Math.floor(instant / binMs);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const most = Math.max(1, ...Object.values(bins));
  const first = Math.max(0, bins.findIndex((count) => count > 0));
  const lines = [`  ${title} (a line is ${binMs / 1000} s)`];
  for (let bin = first; bin < bins.length; bin++) {
    const count = bins[bin] ?? 0;
    const from = ((bin * binMs) / 1000).toFixed(binMs < 1000 ? 1 : 0).padStart(7);
    lines.push(`  ${from} s ${String(count).padStart(7)} ${'#'.repeat(Math.round((count / most) * 60))}`);
  }
  return lines.join('\n');
}

/** The most instants in any window of `windowMs`. */
export function peak(instants: readonly number[], windowMs: number): number {
  const sorted = [...instants].sort((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < sorted.length; last++) {
    while ((sorted[last] as number) - (sorted[first] as number) >= windowMs) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}
