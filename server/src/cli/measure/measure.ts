import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, type Input, needs, UsageFault } from '../command';
import { type Kind, KINDS, runMeasures } from './run';
import { asText } from './tables';

/** Runs data with known answers through the product and says how far it is off. */
export const measureCommand: Command = {
  name: 'measure',
  usage: '--data DIR',
  summary:
    'Hold the product against data with known answers: oracles, references, duplicates and screening below a folder',
  examples: [
    'evenhand measure --data ../shared',
    'evenhand measure --data held-out --json > measured.json',
    'evenhand measure --data ../shared --only screening',
  ],
  options: { data: { type: 'string' }, only: { type: 'string', multiple: true } },
  run(input) {
    const data = resolve(needs(input, 'data'));
    if (!existsSync(data)) throw new UsageFault(`there is no folder ${data}`);
    const measured = runMeasures(data, kinds(input.values['only']));
    input.print(input.isJson ? JSON.stringify(measured, null, 1) : asText(measured));
    return Promise.resolve(measured.ok ? 0 : 1);
  },
};

function kinds(given: Input['values'][string]): readonly Kind[] {
  if (!Array.isArray(given)) return KINDS;
  return given.map((name) => {
    const kind = KINDS.find((one) => one === name);
    if (!kind) throw new UsageFault(`--only takes ${KINDS.join(', ')}, not "${name}"`);
    return kind;
  });
}
