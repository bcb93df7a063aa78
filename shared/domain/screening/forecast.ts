/**
 * When the rest will be read at the pace of late, with an interval.
 *
 * Decisions on working days are taken as counts of a Poisson process, so that the pace over `days` days of `done`
 * decisions is known to within done ± 1.96 √done; the interval holds if people go on as they did, which is all it says.
 *
 * @param remaining decisions still needed (>= 0)
 * @param done decisions made in the last `days` days
 * @returns days from now: the estimate and its limits, `latest` null where the pace may as well be none; null with
 *   fewer than 10 decisions to go by
 */
export function forecast(
  remaining: number,
  done: number,
  days: number,
): { days: number; soonest: number; latest: number | null } | null {
  if (days <= 0) throw new RangeError(`forecast: days must be positive, got ${days}`);
  if (remaining === 0) return { days: 0, soonest: 0, latest: 0 };
  if (done < 10) return null;
  const spread = 1.96 * Math.sqrt(done);
  const slow = done - spread;
  const toDays = (pace: number): number => Math.ceil((remaining / pace) * days);
  return { days: toDays(done), soonest: toDays(done + spread), latest: slow > 0 ? toDays(slow) : null };
}
