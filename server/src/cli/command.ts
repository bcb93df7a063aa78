import type { ParseArgsConfig } from 'node:util';

export interface Command {
  name: string;
  /** What follows the name: `FILE…`, `[REVIEW]`. */
  usage: string;
  summary: string;
  examples: string[];
  options?: NonNullable<ParseArgsConfig['options']>;
  /** Answers the exit code: 0 done, 1 found something wrong. */
  run(input: Input): Promise<number>;
}

export interface Input {
  args: string[];
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
  isJson: boolean;
  print: (text: string) => void;
}

/** A command called in a way it cannot serve; shown with its usage, exit code 2. */
export class UsageFault extends Error {}

export function text(input: Input, name: string): string | null {
  const value = input.values[name];
  return typeof value === 'string' ? value : null;
}

export function needs(input: Input, name: string): string {
  const value = text(input, name);
  if (value === null) throw new UsageFault(`--${name} is needed`);
  return value;
}
