/** A seed for a new draw, short enough to copy by hand. */
export function randomSeed(): number {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return number % 1_000_000;
}
